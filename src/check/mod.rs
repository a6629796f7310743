//! Bytes → verdicts → reports, on many threads, in the inputs' order.

pub mod expectation;
mod options;
mod parallel;
pub mod report;
pub mod run;

pub use options::Options;
