//! Rows as a Parquet file. Without the feature `parquet` the program says so instead.

#[cfg(feature = "parquet")]
mod writer {
    use std::mem;
    use std::sync::Arc;

    use parquet::basic::{ConvertedType, Repetition, Type as Physical};
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::types::Type;

    use crate::report::rows::{Cell, Columns, Kind};

    /// Rows of one row group: enough for readers to work in bulk, few enough to be held.
    const GROUP: usize = 1 << 15;

    /// Turns rows into the bytes of a file, group by group.
    pub struct Parquet {
        file: SerializedFileWriter<Vec<u8>>,
        kinds: Vec<Kind>,
        rows: Vec<Vec<Cell>>,
    }

    impl Parquet {
        /// Begins a file of these columns.
        pub fn new(columns: &Columns) -> anyhow::Result<Self> {
            let field = |&(name, kind): &(&str, Kind)| {
                let builder = match kind {
                    Kind::Text => Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                        .with_converted_type(ConvertedType::UTF8)
                        .with_repetition(Repetition::OPTIONAL),
                    Kind::Number => {
                        Type::primitive_type_builder(name, Physical::INT32).with_repetition(Repetition::REQUIRED)
                    }
                };
                builder.build().map(Arc::new)
            };
            let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
            let schema = Arc::new(Type::group_type_builder("officials").with_fields(fields).build()?);
            let file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(WriterProperties::builder().build()))?;
            Ok(Self { file, kinds: columns.iter().map(|&(_, kind)| kind).collect(), rows: Vec::new() })
        }

        /// Adds a row; what is returned comes next in the file.
        pub fn row(&mut self, cells: Vec<Cell>) -> anyhow::Result<Vec<u8>> {
            self.rows.push(cells);
            if self.rows.len() < GROUP {
                return Ok(Vec::new());
            }
            self.flush()?;
            // The writer counts what it has written by itself.
            Ok(mem::take(self.file.inner_mut()))
        }

        /// The end of the file.
        pub fn finish(mut self) -> anyhow::Result<Vec<u8>> {
            self.flush()?;
            Ok(self.file.into_inner()?)
        }

        fn flush(&mut self) -> anyhow::Result<()> {
            let rows = mem::take(&mut self.rows);
            if rows.is_empty() {
                return Ok(());
            }
            let mut group = self.file.next_row_group()?;
            for (at, kind) in self.kinds.iter().enumerate() {
                let Some(mut column) = group.next_column()? else { break };
                let cells = rows.iter().filter_map(|row| row.get(at));
                match kind {
                    Kind::Text => {
                        let (mut levels, mut values) = (Vec::with_capacity(rows.len()), Vec::new());
                        for cell in cells {
                            let text = if let Cell::Text(text) = cell { text.as_deref() } else { None };
                            levels.push(i16::from(text.is_some()));
                            values.extend(text.map(ByteArray::from));
                        }
                        column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None)?;
                    }
                    Kind::Number => {
                        let number = |cell: &Cell| if let Cell::Number(n) = cell { *n as i32 } else { 0 };
                        column.typed::<Int32Type>().write_batch(&cells.map(number).collect::<Vec<_>>(), None, None)?;
                    }
                }
                column.close()?;
            }
            group.close()?;
            Ok(())
        }
    }
}

#[cfg(not(feature = "parquet"))]
mod writer {
    use anyhow::bail;

    use crate::report::rows::{Cell, Columns};

    /// Stands in for the writer that this program was built without. There is none of it.
    pub enum Parquet {}

    impl Parquet {
        pub fn new(_columns: &Columns) -> anyhow::Result<Self> {
            bail!("this program was built without Parquet: build it with --features parquet, or take --format csv")
        }

        pub fn row(&mut self, _cells: Vec<Cell>) -> anyhow::Result<Vec<u8>> {
            match *self {}
        }

        pub fn finish(self) -> anyhow::Result<Vec<u8>> {
            match self {}
        }
    }
}

pub use writer::Parquet;
