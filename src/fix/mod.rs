//! Mends declared totals that are not their sums (`--fix`, `--unsafe-fixes`, `--diff`).
//!
//! Only the characters of the four declared totals ever change. A source is cut into the requests that the checks
//! see as well; each that is found wrong is mended by itself, and all other bytes pass through as they are. Mending is
//! made on one thread, and holds no more than a few requests in memory.

mod diff;
mod file;
mod filter;
mod pieces;

pub use diff::preview;
pub use file::{Mended, Replacement, files};
pub(crate) use filter::Filter;

use crate::causes;
use crate::request::read;
use crate::rules::facts::Facts;
use crate::rules::finding::{Edit, Finding, Fix};
use crate::rules::levels::{Level, Levels};
use crate::rules::{self, Case};

/// What is to be mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mending {
    /// Whether totals are set whose cause is in doubt, too.
    pub also_in_doubt: bool,
    /// Bytes that a request may have.
    pub max_request_bytes: usize,
    /// Where a total's rule is allowed, the total stays: the user knows better.
    pub levels: Levels,
}

impl Mending {
    /// Whether a total that deviates is set to its sum.
    fn covers(self, finding: &Finding, fix: &Fix) -> bool {
        self.levels.of(finding.rule) != Level::Allow
            && (self.also_in_doubt || fix.applicability.is_safe())
    }

    /// The request's text with its totals mended, and how many; `None` if there are none to be mended.
    ///
    /// A total that is mended may be what vouches for another one. So it goes on until there is nothing left, and
    /// mending twice changes nothing.
    #[must_use]
    pub fn mend(self, text: &str) -> Option<(String, u64)> {
        let (mut mended, mut count) = (text.to_owned(), 0_u64);
        while let Some((text, more)) = self.mend_once(&mended) {
            (mended, count) = (text, count.saturating_add(more));
        }
        (count > 0 && mended.len() <= self.max_request_bytes).then_some((mended, count))
    }

    fn mend_once(self, text: &str) -> Option<(String, u64)> {
        let request = read(text)?;
        let facts = Facts::default();
        let case = Case::new(&request, &facts, None);
        let mut findings = rules::check(&case);
        causes::explain(&case, &mut findings);
        let fixes = findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        let fixes: Vec<&Fix> =
            fixes.filter(|(finding, fix)| self.covers(finding, fix)).map(|(_, fix)| fix).collect();
        let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| edit.span);
        let (mut mended, mut copied) = (String::with_capacity(text.len().saturating_add(64)), 0);
        for edit in edits {
            mended.push_str(text.get(copied..edit.span.start)?);
            mended.push_str(&edit.replacement);
            copied = edit.span.end;
        }
        mended.push_str(text.get(copied..)?);
        (!fixes.is_empty()).then_some((mended, fixes.len() as u64))
    }
}
