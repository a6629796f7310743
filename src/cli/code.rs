//! The code of a rule as the value of an option.

use crate::rules::{self, RULES, Rule};
use crate::text::closest;

/// Parses the code of a rule, in upper or lower case.
pub(super) fn code(text: &str) -> Result<&'static Rule, String> {
    rules::find(text).ok_or_else(|| match closest(text, RULES.iter().map(|rule| rule.code)) {
        Some(meant) => format!("unknown rule; did you mean {meant}?"),
        None => "unknown rule; --list-rules lists all rules".to_owned(),
    })
}
