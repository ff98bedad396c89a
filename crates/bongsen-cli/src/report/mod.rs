//! What people read: the report, the page, and tables.

pub mod facts;
pub mod html;
pub mod table;
pub mod text;
pub mod vietnamese;
