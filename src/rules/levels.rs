//! How much each rule's findings count in this run: as the registry says, unless the user knows better.

use clap::ValueEnum;

use crate::rules::finding::{self, Finding, Severity};
use crate::rules::{RULES, Rule};

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
    /// What findings of this level are; `None` if they do not count.
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Warn => Some(Severity::Warning),
            Self::Deny => Some(Severity::Error),
        }
    }
}

/// A level for each rule, in the order of [`RULES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels([Level; RULES.len()]);

impl Default for Levels {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Levels {
    /// What the registry says.
    #[allow(clippy::indexing_slicing, reason = "evaluated while compiling")]
    #[allow(clippy::arithmetic_side_effects, reason = "evaluated while compiling")]
    pub const DEFAULT: Self = {
        let mut levels = [Level::Deny; RULES.len()];
        let mut i = 0;
        while i < levels.len() {
            if let Severity::Warning = RULES[i].severity {
                levels[i] = Level::Warn;
            }
            i += 1;
        }
        Self(levels)
    };

    /// The level of a rule.
    #[must_use]
    pub fn of(&self, rule: &Rule) -> Level {
        let levels = RULES.iter().zip(self.0);
        levels.into_iter().find(|(known, _)| **known == rule).map_or(Level::Deny, |(_, level)| level)
    }

    /// Gives a rule another level.
    pub fn set(&mut self, rule: &Rule, level: Level) {
        let levels = RULES.iter().zip(&mut self.0);
        levels.filter(|(known, _)| **known == rule).for_each(|(_, of_rule)| *of_rule = level);
    }

    /// Makes findings what their levels say, takes out those that do not count, and says how many these were.
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
