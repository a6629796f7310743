//! Helpers that the tests share: sample requests, temporary folders, runs of the program, expected output.

mod files;
mod requests;
mod run;

pub(crate) use files::{difference, fixtures, folder, is_blessing};
pub(crate) use requests::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, order, with};
pub(crate) use run::{Outcome, hpplint, lint, numbers, process, run, spawn};
