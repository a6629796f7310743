//! What the chapters share: the program as a process and within the test's own, requests, folders, and the files that
//! its output is compared with.

mod files;
mod requests;
mod run;

pub(crate) use files::{difference, fixtures, folder, is_blessing};
pub(crate) use requests::{NO_ORDER_DATE, REQUEST, WRONG_AMOUNT, order, with};
pub(crate) use run::{Outcome, hpplint, lint, process, run, spawn};
