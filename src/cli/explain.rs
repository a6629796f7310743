//! `--explain` and `--list-rules`: the texts of the registry about the rules.

use super::markdown::{line, page, wrap};
use crate::render::WIDTH;
use crate::rules::{RULES, Rule};
use crate::text::{Tone, paint};

/// Columns that a summary needs beside its rule; in a narrower terminal, it is below the rule.
const MIN_SUMMARY: usize = 30;

/// The explanation of a rule, with an example. It is at most as wide as a text that does not go to a terminal, because
/// longer lines are hard to read.
pub fn explain(rule: &Rule, width: usize, is_colored: bool) -> String {
    let width = width.min(WIDTH);
    let level = format!("{}[{}]", rule.severity.name(), rule.code);
    let level = paint(level, rule.severity.tone(), is_colored);
    let title = wrap(&format!("{level} {}", line(rule.summary, is_colored)), width, "", "");
    format!("{title}\n\n{}", page(&rule.docs.with_example(), width, is_colored))
}

/// All rules, each with its level and what it finds.
pub fn list_rules(width: usize, is_colored: bool) -> String {
    let longest = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    let column = longest + "  warning  ".len();
    let describe = |rule: &&Rule| {
        let code = paint(format!("{:longest$}", rule.code), Tone::Strong, is_colored);
        let (level, tone) = (rule.severity.name(), rule.severity.tone());
        let summary = line(rule.summary, is_colored);
        if width < column + MIN_SUMMARY {
            let level = paint(level, tone, is_colored);
            return format!("{code}  {level}\n{}\n", wrap(&summary, width, "    ", "    "));
        }
        let level = paint(format!("{level:7}"), tone, is_colored);
        wrap(&summary, width, &format!("{code}  {level}  "), &" ".repeat(column)) + "\n"
    };
    RULES.iter().map(describe).collect()
}
