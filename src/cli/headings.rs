//! The headings of the help.

pub(super) const REPORTS: &str = "Reports";
pub(super) const FACTS: &str = "Facts";
pub(super) const RULES: &str = "Rules";
pub(super) const FIXES: &str = "Fixes";
pub(super) const INPUTS: &str = "Inputs";
pub(super) const SETTINGS: &str = "Settings";
pub(super) const INFORMATION: &str = "Information";
