//! Names and numbers as the causes put them.

use crate::request::totals::Declared;

/// Alternatives that are named; of more, it says how many.
const NAMED: usize = 3;

/// "`amount` and `basket.total_amount`"; of three, which are all that one cause can reach: "the three totals"
pub(super) fn names(totals: &[Declared]) -> String {
    if totals.len() == 3 {
        return "the three totals".to_owned();
    }
    let names: Vec<_> = totals.iter().map(|total| format!("`{}`", total.path())).collect();
    list(&names, "and")
}

/// "a, b or c"
pub(super) fn either(alternatives: impl Iterator<Item = String>) -> String {
    let mut names: Vec<_> = alternatives.collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 1 {
        names.truncate(NAMED);
        names.push(format!("{more} others"));
    }
    list(&names, "or")
}

fn list(names: &[String], word: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} {word} {last}", before.join(", ")),
        _ => names.concat(),
    }
}
