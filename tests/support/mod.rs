//! Helpers that the tests share: sample requests, temporary folders, runs of the program, expected output.

mod compress;
mod files;
mod findings;
mod lint;
mod pipe;
mod requests;
mod run;

pub(crate) use compress::{COMPRESSIONS, flushed_gzip, flushed_zstd, gzip, zstd};
pub(crate) use files::{difference, fixtures, fixtures_inside, folder, is_blessing};
pub(crate) use findings::findings;
pub(crate) use lint::{BLOCK, Outcome, lint_as, parse};
pub(crate) use pipe::Pipe;
pub(crate) use requests::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, order, with};
pub(crate) use run::{END_OF_READ, checked, hpplint, lint, numbers, process, run, spawn};
