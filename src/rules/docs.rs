//! The explanation of a rule, with an example.

use similar::TextDiff;

/// The explanation of a rule, with an example. [`docs!`] reads them from the files with the rule's name.
#[derive(Debug)]
pub struct Docs {
    /// What it checks, why, and how to fix it, in Markdown. The last section says what the example shows.
    pub explanation: &'static str,
    /// A request with a finding of this rule.
    pub bad: &'static str,
    /// The most similar request without one.
    pub ok: &'static str,
}

macro_rules! docs {
    ($name:literal) => {
        $crate::rules::docs::Docs {
            explanation: include_str!(concat!($name, ".md")),
            bad: include_str!(concat!("../../fixtures/", $name, "/bad.json")),
            ok: include_str!(concat!("../../fixtures/", $name, "/ok.json")),
        }
    };
}
pub(super) use docs;

impl Docs {
    /// The explanation without the section about the example.
    pub fn without_example(&self) -> &'static str {
        let parts = self.explanation.split_once("\n## Example\n");
        parts.map_or(self.explanation, |(explanation, _)| explanation).trim()
    }

    /// The explanation, with the example: what to change in the bad request.
    pub fn with_example(&self) -> String {
        let diff = TextDiff::from_lines(self.bad, self.ok);
        let lines =
            diff.iter_all_changes().flat_map(|line| [line.tag().to_string(), line.value().to_owned()]);
        let lines: String = lines.collect();
        format!("{}\n\n```diff\n{lines}```\n", self.explanation.trim())
    }
}
