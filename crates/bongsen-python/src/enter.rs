//! The one door through which work is done.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;

use crate::errors::InternalError;

/// Texts of fewer bytes are done before another thread could be woken.
const LONG: usize = 4096;

/// Does `work` on `bytes` bytes of text, detached from the interpreter when that is long.
///
/// # Errors
/// `InternalError` when the work panics: `PyO3`'s own `PanicException` would slip through `except Exception`.
pub fn enter<T: Send>(py: Python<'_>, bytes: usize, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    // What the work shares with us is immutable, or thrown away with it.
    let guarded = || catch_unwind(AssertUnwindSafe(work));
    let result = if bytes < LONG { guarded() } else { py.detach(guarded) };
    result.map_err(|panic| {
        let what = message(&*panic);
        InternalError::new_err(format!("a fault in bongsen itself, please report it with the text: {what}"))
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("no message")
}

/// Panics. What a panic becomes is tested with it.
#[pyfunction]
pub fn _panic(py: Python<'_>, bytes: usize) -> PyResult<()> {
    enter(py, bytes, || panic!("on request"))
}
