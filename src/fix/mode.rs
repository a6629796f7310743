//! Which fixes are applied, and whether they are only shown.

use crate::json::Span;
use crate::rules::{Edit, Finding, Fix};

/// Which fixes are applied, and whether they are only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixMode {
    /// Whether fixes that are not safe are applied, too.
    pub applies_unsafe: bool,
    /// Whether the changes are only shown.
    pub only_shows: bool,
}

impl FixMode {
    /// Applies the fixes of a text's findings; returns the new text and the number of fixes, or none if none applies. `place`
    /// tells where the text that the findings are about has a span in this one.
    pub fn apply(
        self,
        text: &str,
        findings: &[Finding],
        place: impl Fn(Span) -> Span,
    ) -> Option<(String, u64)> {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        let fixes: Vec<&Fix> =
            fixes.filter(|fix| self.applies_unsafe || fix.applicability.is_safe()).collect();
        let new = edit(text, fixes.iter().flat_map(|fix| &fix.edits).collect(), place)?;
        Some((new, fixes.len() as u64))
    }
}

/// The text with its edits, which must not overlap; none if there are none. `place` is that of [`FixMode::apply`].
pub(crate) fn edit(text: &str, mut edits: Vec<&Edit>, place: impl Fn(Span) -> Span) -> Option<String> {
    edits.sort_by_key(|edit| edit.span);
    let (mut new, mut copied) = (String::with_capacity(text.len() + 64), 0);
    for edit in &edits {
        let Span { start, end } = place(edit.span);
        new.push_str(text.get(copied..start)?);
        new.push_str(&edit.replacement);
        copied = end;
    }
    new.push_str(text.get(copied..)?);
    (!edits.is_empty()).then_some(new)
}
