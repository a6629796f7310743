//! How much each rule's findings count in this run: as its severity says, unless the user gives it a level.

use clap::ValueEnum;

use super::finding::{Finding, Severity};
use super::per_rule::PerRule;

/// How much a rule's findings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// Not at all
    Allow,
    /// As warnings
    Warn,
    /// As errors
    Deny,
}

impl Level {
    /// The level at which findings keep this severity.
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Deny,
            Severity::Warning => Self::Warn,
        }
    }

    /// The severity of findings at this level; `None` if they do not count.
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// The level of each rule.
pub type Levels = PerRule<Level>;

impl Levels {
    /// Gives findings the severity of their level, removes those that do not count, and returns how many of each rule it
    /// removed.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>) -> PerRule<u64> {
        let mut removed = PerRule::default();
        findings.retain_mut(|finding| {
            let severity = self.get(finding.rule).severity();
            finding.severity = severity.unwrap_or(finding.severity);
            *removed.get_mut(finding.rule) += if severity.is_none() { finding.count() } else { 0 };
            severity.is_some()
        });
        findings.sort_by_key(Finding::order);
        removed
    }
}
