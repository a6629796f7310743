//! `--explain` and `--list-rules`: the texts of the registry about the rules.

use std::fmt::Write;

use crate::rules::{RULES, Rule};

/// The explanation of a rule, with an example.
pub fn explain(rule: &Rule) -> String {
    let level = rule.severity.name();
    let (code, summary) = (rule.code, rule.summary);
    let (explanation, bad, ok) = (rule.docs.explanation.trim(), rule.docs.bad.trim(), rule.docs.ok.trim());
    format!(
        "{level}[{code}] {summary}\n\n{explanation}\n\n\
         ## Example\n\nA request with this finding:\n\n{bad}\n\nThe corrected request:\n\n{ok}\n"
    )
}

/// All rules, one on each line.
pub fn list_rules() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    RULES.iter().fold(String::new(), |mut list, rule| {
        // Writing to a string cannot fail.
        let _ = writeln!(list, "{:width$}  {:7}  {}", rule.code, rule.severity.name(), rule.summary);
        list
    })
}
