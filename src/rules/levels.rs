//! How much each rule's findings count in this run: as its severity says, unless the user gives it a level.

use clap::ValueEnum;

use crate::rules::finding::{self, Finding, Severity};
use crate::rules::per_rule::PerRule;
use super::RULES;
use super::rule::Rule;

/// How much a rule's findings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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
    const fn of(severity: Severity) -> Self {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels(PerRule<Level>);

impl Levels {
    /// The levels that keep each rule's own severity.
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    pub const DEFAULT: Self = {
        let mut levels = [Level::Deny; RULES.len()];
        let mut i = 0;
        while i < levels.len() {
            levels[i] = Level::of(RULES[i].severity);
            i += 1;
        }
        Self(PerRule::new(levels))
    };

    /// The levels that `level` returns for each rule.
    pub fn from_fn(level: impl FnMut(&'static Rule) -> Level) -> Self {
        Self(PerRule::from_fn(level))
    }

    /// The level of a rule.
    pub fn of(&self, rule: &Rule) -> Level {
        *self.0.get(rule)
    }

    /// Gives a rule another level.
    pub(crate) fn set(&mut self, rule: &Rule, level: Level) {
        *self.0.get_mut(rule) = level;
    }

    /// Gives findings the severity of their level, removes those that do not count, and returns how many it removed.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>) -> u64 {
        if *self == Self::DEFAULT {
            return 0;
        }
        let found = findings.len();
        findings.retain_mut(|finding| {
            let severity = self.of(finding.rule).severity();
            finding.severity = severity.unwrap_or(finding.severity);
            severity.is_some()
        });
        finding::sort(findings);
        found.saturating_sub(findings.len()) as u64
    }
}
