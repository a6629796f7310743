//! The lines of an input that could not be read, and of the summary (contract §11).

use schemars::JsonSchema;
use serde::Serialize;

use super::finding::codes;
use super::version::Version;

/// An input that could not be read, or not to its end.
#[derive(Serialize, JsonSchema)]
pub(super) struct Unreadable<'l> {
    /// The version of the format. Keys that are added later do not change it.
    pub(super) version: Version,
    /// What the line is.
    pub(super) kind: UnreadableKind,
    /// The input's name.
    pub(super) input: &'l str,
    /// Why it could not be read, in words.
    pub(super) reason: &'l str,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum UnreadableKind {
    Unreadable,
}

/// The last line: the numbers of all requests and findings, those without a line included. If it is missing, the output is
/// not complete.
#[derive(Serialize, JsonSchema)]
pub(super) struct Summary<'l> {
    /// The version of the format. Keys that are added later do not change it.
    pub(super) version: Version,
    /// What the line is.
    pub(super) kind: SummaryKind,
    /// Requests that were checked.
    pub(super) requests: u64,
    /// Requests with at least one error.
    pub(super) with_errors: u64,
    /// Errors.
    pub(super) errors: u64,
    /// Warnings.
    pub(super) warnings: u64,
    /// Findings of rules that are allowed. They have no line.
    pub(super) allowed: u64,
    /// Errors that are expected. They have no line.
    pub(super) expected: u64,
    /// Inputs that could not be read.
    pub(super) unreadable: u64,
    /// Fixes that were made: totals that were set, and with `--unsafe-fixes`, numbers in quotes that were written as numbers;
    /// only with `--fix`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    pub(super) fixed: Option<u64>,
    /// Places that may be requests, but were not checked; only if requests were searched for in other text, and there are
    /// such places.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "NotChecked")]
    pub(super) not_checked: Option<NotChecked>,
    /// What was left out, also with `--quiet`.
    pub(super) left_out: Vec<LeftOut<'l>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum SummaryKind {
    Summary,
}

/// Places that may be requests, but were not checked.
#[derive(Serialize, JsonSchema)]
pub(super) struct NotChecked {
    /// JSON objects that have only one of `amount` and `basket`, or both in another spelling.
    pub(super) objects: u64,
    /// Places that name `basket`, in text that is not JSON.
    pub(super) texts: u64,
    /// Files that requests send as their bodies: `< order.json` in an `.http` file.
    pub(super) files: u64,
}

/// Findings or files that were left out for one reason.
#[derive(Serialize, JsonSchema)]
pub(super) struct LeftOut<'l> {
    /// The reason.
    pub(super) by: By,
    /// The code of the rule, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "codes")]
    pub(super) code: Option<&'static str>,
    /// The file that says so; `null` if the command line does, or hpplint itself.
    pub(super) file: Option<&'l str>,
    /// How many findings or files; `null` if that is not known.
    pub(super) count: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub(super) enum By {
    /// The rule is allowed: its findings have no line.
    Allow,
    /// The errors of the rule count as warnings. They have lines.
    Warn,
    /// Files match `exclude` in the settings.
    Exclude,
    /// Files match `.gitignore`.
    Gitignore,
    /// Files are pipes, devices or sockets.
    Special,
    /// Files of folders that were searched have no request.
    NoRequest,
    /// Repeated order IDs are not looked for.
    OrderIdsOff,
}
