//! How often each mistake was named, as a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::judge::{Fault, Named, Verdict};
use super::mistake::Mistake;
use super::mistakes::{DEVIATIONS, MISTAKES};
use super::riddle::Riddle;
use super::shop::{PRICES, SHAPES};

/// What was counted of a group of riddles.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    riddles: usize,
    /// Riddles that only one mistake explains. Only of these, and of near misses, the next two are counted.
    distinct: usize,
    first: usize,
    or: usize,
    /// Riddles, distinct or not, of which each total gets a cause that is true.
    explained: usize,
    /// By the place of the fault in [`Fault::ALL`].
    faults: [usize; Fault::ALL.len()],
}

impl Count {
    fn add(&mut self, verdict: &Verdict, is_near: bool) {
        let is_counted = verdict.is_distinct || is_near;
        self.riddles += 1;
        self.distinct += usize::from(verdict.is_distinct);
        self.first += usize::from(is_counted && verdict.named == Named::First);
        self.or += usize::from(is_counted && verdict.named == Named::Or);
        self.explained += usize::from(verdict.is_explained);
        for (count, fault) in self.faults.iter_mut().zip(Fault::ALL) {
            *count += usize::from(verdict.faults.contains(&fault));
        }
    }

    fn of(&self, fault: Fault) -> usize {
        self.faults[fault as usize]
    }
}

/// A row of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// The place of the mistake in [`MISTAKES`], and then in [`DEVIATIONS`].
    pub(super) place: usize,
    /// Whether the riddles are near misses.
    pub(super) is_near: bool,
}

impl Row {
    fn mistake(self) -> &'static Mistake {
        MISTAKES.iter().chain(DEVIATIONS).nth(self.place).unwrap()
    }

    fn is_deviation(self) -> bool {
        self.place >= MISTAKES.len()
    }

    fn label(self) -> String {
        format!("{}{}", if self.is_near { "  near: " } else { "" }, self.mistake().row)
    }
}

/// All counts.
#[derive(Default)]
pub(super) struct Tally {
    /// By row, and by column: a shape, a way of prices, a currency, or all.
    counts: BTreeMap<(Row, &'static str), Count>,
    /// How often another mistake explains the totals as well.
    rivals: BTreeMap<(Row, &'static str), usize>,
    /// Some examples of each fault.
    examples: BTreeMap<(Fault, Row), Vec<String>>,
}

/// Examples that are kept of each fault in each row.
const EXAMPLES: usize = 3;
const EVERY: &str = "all";

impl Tally {
    pub(super) fn add(&mut self, row: Row, riddle: &Riddle, verdict: &Verdict) {
        for column in [EVERY, riddle.shape, riddle.prices, riddle.order.currency.code] {
            self.counts.entry((row, column)).or_default().add(verdict, riddle.is_near);
        }
        for rival in &verdict.rivals {
            *self.rivals.entry((row, rival)).or_default() += 1;
        }
        for fault in &verdict.faults {
            let examples = self.examples.entry((*fault, row)).or_default();
            if examples.len() < EXAMPLES {
                let about = riddle.about.map(|about| format!(" ({about})")).unwrap_or_default();
                examples.push(format!("{}{about}\n    {}", riddle.order.text(), verdict.said.join("\n    ")));
            }
        }
    }

    /// Each row with the count of all its riddles.
    fn rows(&self) -> impl Iterator<Item = (Row, &Count)> {
        let all = self.counts.iter().filter(|((_, column), _)| *column == EVERY);
        all.map(|((row, _), count)| (*row, count))
    }

    /// What is more than the limits allow, by row: named in 95 % of the distinct riddles, something else in 2 %, a deviation
    /// without a cause in 2 %, and no false fix.
    pub(super) fn beyond_limits(&self) -> BTreeSet<String> {
        let mut beyond = BTreeSet::new();
        let (mut deviations, mut chance) = (0, 0);
        for (row, count) in self.rows() {
            for fault in Fault::ALL {
                // One riddle of a few is not a share.
                let most = match fault {
                    Fault::FalseSafe | Fault::FalseFix => 0,
                    Fault::NotNamed => (count.distinct * 5 / 100).max(1),
                    _ => (count.riddles * 2 / 100).max(1),
                };
                // Deviations by chance are counted together.
                if fault != Fault::Chance && count.of(fault) > most {
                    beyond.insert(format!("{}: {fault:?}", row.label().trim()));
                }
            }
            deviations += if row.is_deviation() { count.riddles } else { 0 };
            chance += count.of(Fault::Chance);
        }
        if chance * 100 > deviations * 2 {
            beyond.insert(format!("deviations: {:?}", Fault::Chance));
        }
        beyond
    }

    /// The table by mistake: shares in percent, and how many fixes are false.
    pub(super) fn table(&self) -> String {
        let head = [
            "riddles", "distinct", "named", "or", "true", "false", "f. or", "chance", "element", "SAFE",
            "fix",
        ];
        let mut table = line("", head.map(str::to_owned));
        for (row, count) in self.rows() {
            let all = count.riddles;
            let distinct = if row.is_near { all } else { count.distinct };
            let cells = [
                all.to_string(),
                count.distinct.to_string(),
                share(count.first, distinct),
                share(count.or, distinct),
                share(count.explained, all),
                share(count.of(Fault::FalseCause), all),
                share(count.of(Fault::FalseAlternative), all),
                share(count.of(Fault::Chance), all),
                share(count.of(Fault::FalseElement), distinct),
                count.of(Fault::FalseSafe).to_string(),
                count.of(Fault::FalseFix).to_string(),
            ];
            table += &line(&row.label(), cells);
        }
        table
    }

    /// The share of the distinct riddles that are named, first or as alternative, by column. Of near misses, that of those with
    /// a false cause; of deviations, with a cause by chance.
    pub(super) fn columns(&self) -> String {
        let shapes = SHAPES.iter().map(|shape| shape.name).chain(PRICES.iter().map(|(_, name)| *name));
        let columns: Vec<&str> = shapes.chain(["TRY", "JPY", "KWD"]).collect();
        let mut table = line("", columns.iter().map(|column| (*column).to_owned()));
        for (row, _) in self.rows() {
            let cell = |column: &&str| {
                let count = self.counts.get(&(row, column)).copied().unwrap_or_default();
                match () {
                    () if row.is_near => share(count.of(Fault::FalseCause), count.riddles),
                    () if row.is_deviation() => share(count.of(Fault::Chance), count.riddles),
                    () => share(count.first + count.or, count.distinct),
                }
            };
            table += &line(&row.label(), columns.iter().map(cell));
        }
        table
    }

    /// The other mistakes that explain the totals as well, and in how many percent.
    pub(super) fn rivals(&self) -> String {
        let mut lines = String::new();
        for (row, count) in self.rows().filter(|(row, _)| !row.is_near) {
            let rivals = self.rivals.iter().filter(|((of, _), _)| *of == row);
            let rivals = rivals.map(|((_, name), part)| format!("{name} {}", share(*part, count.riddles)));
            writeln!(lines, "{:<44}{}", row.label(), rivals.collect::<Vec<_>>().join(", ")).unwrap();
        }
        lines
    }

    pub(super) fn examples(&self) -> String {
        let mut all = String::new();
        for ((fault, row), examples) in &self.examples {
            writeln!(all, "== {fault:?}: {}\n{}", row.label().trim(), examples.join("\n")).unwrap();
        }
        all
    }
}

/// A line of a table.
fn line(label: &str, cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|cell| format!("{cell:>11}")).collect();
    format!("{label:<44}{}\n", cells.concat())
}

/// A share in percent, with one decimal.
fn share(part: usize, all: usize) -> String {
    match (part * 1000).checked_div(all) {
        Some(share) => format!("{}.{}", share / 10, share % 10),
        None => "-".to_owned(),
    }
}
