//! Reports → text. Workers make the entries of a report, in any order; they are written in the requests' order.

mod concise;
mod draw;
mod envelope;
mod fingerprint;
mod github;
mod gitlab;
mod groups;
mod human;
pub mod jsonl;
mod junit;
pub mod left_out;
mod lines;
pub mod place;
mod rdjsonl;
mod renderer;
pub mod report;
pub mod sarif;
mod snippet;
mod statistics;
pub mod words;

use std::sync::Arc;

pub(crate) use envelope::api_errors;
pub use left_out::{LeftOut, Notice, Reason};
pub use renderer::{End, Entries, Render, Style, WIDTH};
pub use report::{Clean, Report};
pub(crate) use statistics::{Statistics, statistics};
pub use words::{Applied, Words};

use lines::Lines;

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
    /// Findings as data: one line of JSON for each, and one for the summary
    Jsonl,
    /// A JUnit XML report: a test suite for each input, a test case for each request
    Junit,
    /// Reviewdog's diagnostic format: one line of JSON for each finding
    Rdjsonl,
    /// A log for code scanning: SARIF 2.1.0
    Sarif,
}

impl Format {
    /// Whether people read it. Otherwise, a program does.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }

    /// The renderer of reports in this format.
    pub fn renderer(self, style: Style) -> Arc<dyn Render> {
        let nothing = |_: &Style, _: &End| String::new();
        match self {
            Self::Human => Arc::new(human::Human(style)),
            Self::Concise => {
                Arc::new(Lines { style, render: concise::render, explains: false, finish: nothing })
            }
            Self::Envelope => Arc::new(envelope::Envelope),
            Self::Github => {
                Arc::new(Lines { style, render: github::render, explains: true, finish: github::finish })
            }
            Self::Gitlab => Arc::new(gitlab::Gitlab(style)),
            Self::Jsonl => Arc::new(jsonl::Jsonl(style)),
            Self::Junit => Arc::new(junit::Junit(style)),
            Self::Rdjsonl => {
                Arc::new(Lines { style, render: rdjsonl::render, explains: true, finish: rdjsonl::finish })
            }
            Self::Sarif => Arc::new(sarif::Sarif(style)),
        }
    }
}
