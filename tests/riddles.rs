//! Riddles: random requests with one mistake of a shop each. The linter has to name the mistake, not to name what is not
//! so, and to call no fix safe that is wrong (contract §2, §9).
//!
//! The mistakes are data, in `mistakes`. The model of the shop, its arithmetic and its mistakes share no code with
//! `src/`. The seeds are fixed.

mod basket;
mod elements;
mod exact;
mod judge;
mod lists;
mod mistake;
mod mistakes;
mod order;
mod percent;
mod riddle;
mod shop;
mod tally;
mod time;
mod typing;
mod units;

use std::fs;

use mistakes::{DEVIATIONS, MISTAKES};
use shop::SHAPES;
use tally::{Row, Tally};

use crate::oracle::dice::Dice;

/// Asks about this many riddles: of ten, six have a mistake, two nearly have one, and two deviate without a cause.
fn ask(riddles: usize) -> Tally {
    let mut tally = Tally::default();
    let groups = [(MISTAKES, 0, false, 6), (MISTAKES, 0, true, 2), (DEVIATIONS, MISTAKES.len(), false, 2)];
    for (mistakes, before, is_near, tenths) in groups {
        let each = riddles * tenths / 10 / mistakes.len();
        for (place, mistake) in mistakes.iter().enumerate() {
            let row = Row { place: before + place, is_near };
            for number in 0..each {
                let mut dice = Dice(((row.place * 2 + usize::from(is_near)) * 1_000_003 + number + 1) as u64);
                let riddle = riddle::make(mistake, is_near, &SHAPES, &mut dice);
                let riddle = riddle.unwrap_or_else(|| panic!("no order is fit for: {}", mistake.row));
                tally.add(row, &riddle, &judge::judge(&riddle));
            }
        }
    }
    tally
}

/// `HPPLINT_RIDDLES` sets how many riddles are asked; the tables are then written to `target/riddles.txt`, with examples of
/// each fault.
#[test]
fn mistakes_are_named_and_no_others() {
    let count = std::env::var("HPPLINT_RIDDLES").map(|count| count.parse().unwrap());
    let tally = ask(count.clone().unwrap_or(2_000));
    let beyond = tally.beyond_limits();
    if count.is_ok() {
        let tables = [tally.table(), tally.columns(), tally.rivals(), time::table(), tally.examples()];
        fs::write("target/riddles.txt", tables.join("\n")).unwrap();
    }
    assert!(beyond.is_empty(), "beyond the limits: {beyond:#?}\n{}", tally.table());
}
