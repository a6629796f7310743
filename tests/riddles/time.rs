//! The time of a diagnosis.

use std::time::{Duration, Instant};

use hpplint::causes;
use hpplint::request;
use hpplint::rules::facts::Facts;
use hpplint::rules::{self, Case};

use super::mistake::Mistake;
use super::mistakes::{DEVIATIONS, MISTAKES};
use super::riddle;
use super::shop::{HUNDRED, MANY, Shape};
use crate::oracle::dice::Dice;

/// The shortest time of `times` diagnoses of a request, without reading and checking it; `None` if no order of this shape
/// is fit for the mistake.
fn diagnosis(mistake: &'static Mistake, shapes: &[Shape], times: usize) -> Option<Duration> {
    let text = riddle::make(mistake, false, shapes, &mut Dice(1))?.order.text();
    let (request, facts) = (request::read(&text).unwrap(), Facts::default());
    let case = Case::new(&request, &facts);
    let findings = rules::check(&case);
    let time = |_| {
        let mut findings = findings.clone();
        let start = Instant::now();
        causes::explain(&case, &mut findings);
        start.elapsed()
    };
    (0..times).map(time).min()
}

/// A table: for each mistake, the microseconds of a diagnosis of 100 items, and the milliseconds of one of 100,000; only
/// of optimised code.
pub(super) fn table() -> String {
    let row = |mistake: &'static Mistake| {
        let hundred = diagnosis(mistake, &HUNDRED, 100).map_or(0, |time| time.as_micros());
        let many = diagnosis(mistake, &MANY, 3).map_or(0, |time| time.as_millis());
        format!("{:<44}{hundred:>12} µs{many:>12} ms\n", mistake.row)
    };
    let mistakes = MISTAKES.iter().chain(DEVIATIONS).filter(|_| !cfg!(debug_assertions));
    mistakes.map(row).collect::<Vec<_>>().concat()
}
