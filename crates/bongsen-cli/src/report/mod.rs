//! What people read: the report, the page, and tables.

pub mod facts;
pub mod html;
pub mod parquet;
pub mod rows;
pub mod table;
pub mod text;
pub mod timeline;
pub mod vietnamese;
