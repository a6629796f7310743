//! Reports → text. Workers make the entries of a report, in any order; they are written in the requests' order.

mod concise;
mod entries;
mod envelope;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod junit;
mod place;
mod rdjsonl;
mod renderer;
pub mod report;
mod sarif;
mod snippet;
mod style;

use std::sync::Arc;

pub use entries::Entries;
pub(crate) use envelope::{ApiError, api_errors};
pub use renderer::{End, Render};
pub use style::{Style, WIDTH};

/// What reports look like (contract §9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Diagnostics that point at the fields
    #[default]
    Human,
    /// One line for each finding: `path:line:col: error[CODE] message`
    Concise,
    /// One line of JSON for each request: what the API would answer
    Envelope,
    /// Annotations of a GitHub workflow
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// A JUnit XML report: a test suite for each input, a test case for each request
    Junit,
    /// Reviewdog's diagnostic format: one line of JSON for each finding
    Rdjsonl,
    /// A log for code scanning: SARIF 2.1.0
    Sarif,
}

impl Format {
    /// The renderer of reports in this format.
    #[must_use]
    pub fn renderer(self, style: Style) -> Arc<dyn Render> {
        match self {
            Self::Human => Arc::new(human::Human(style)),
            Self::Concise => Arc::new(concise::Concise(style)),
            Self::Envelope => Arc::new(envelope::Envelope),
            Self::Github => Arc::new(github::Github(style)),
            Self::Gitlab => Arc::new(gitlab::Gitlab(style)),
            Self::Junit => Arc::new(junit::Junit(style)),
            Self::Rdjsonl => Arc::new(rdjsonl::Rdjsonl(style)),
            Self::Sarif => Arc::new(sarif::Sarif(style)),
        }
    }
}
