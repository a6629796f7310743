//! Requests that are wrong on purpose: which errors are expected of them, and whether they give just those.

mod file;

pub(crate) use file::{Envelopes, set_aside};

use crate::cli::Cli;
use crate::render::{ApiError, api_errors};
use crate::rules::finding::Finding;
use crate::rules::{RULES, Rule, lint_unmet_expectation};
use crate::text::excerpt;

/// Errors of either side that a help shows; of more, it says how many.
const SHOWN: usize = 8;
/// Characters of an error's message that it shows.
const MESSAGE: usize = 100;

/// What is expected of all requests of a run.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// Just the errors of these rules.
    Codes(Vec<&'static Rule>),
    /// What stands beside each file, if anything does.
    Files,
}

impl Expectation {
    /// What the command line says.
    #[must_use]
    pub fn new(cli: &Cli) -> Option<Self> {
        if cli.expect_files {
            return Some(Self::Files);
        }
        (!cli.expect.is_empty()).then(|| Self::Codes(cli.expect.clone()))
    }

    /// The rules whose errors every request must give.
    pub(crate) fn codes(&self) -> Option<&[&'static Rule]> {
        match self {
            Self::Codes(rules) => Some(rules),
            Self::Files => None,
        }
    }
}

/// What is expected of one request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected<'e> {
    /// Just the errors of these rules.
    Codes(&'e [&'static Rule]),
    /// Just these errors.
    Errors(&'e [ApiError<'static>]),
}

impl Expected<'_> {
    /// Whether a request without errors is what is expected.
    pub(crate) fn is_nothing(self) -> bool {
        match self {
            Self::Codes(rules) => rules.is_empty(),
            Self::Errors(errors) => errors.is_empty(),
        }
    }

    /// The finding that the errors among those of the request with this text are not what is expected; `None` if they
    /// are. If it `redacts`, it tells no messages, which may quote what is not to be shown.
    pub(crate) fn compare(self, text: &str, findings: &[Finding], redacts: bool) -> Option<Finding<'static>> {
        let (message, help) = match self {
            Self::Codes(rules) => compare_codes(rules, findings)?,
            Self::Errors(errors) => compare_errors(errors, findings, redacts)?,
        };
        Some(lint_unmet_expectation::finding(text, message, help))
    }
}

/// What is to be said if the errors among the findings are not just those of the rules.
fn compare_codes(rules: &[&'static Rule], findings: &[Finding]) -> Option<(String, String)> {
    let is_found = |rule: &Rule| findings.iter().any(|finding| finding.is_error() && finding.rule == rule);
    let is_expected = |rule: &Rule| rules.contains(&rule);
    let missing = names(|rule| is_expected(rule) && !is_found(rule));
    let more = names(|rule| is_found(rule) && !is_expected(rule));
    let help = match (missing, more) {
        (None, None) => return None,
        (Some(missing), None) => format!("missing: {missing}"),
        (None, Some(more)) => format!("not expected: {more}"),
        (Some(missing), Some(more)) => format!("missing: {missing}; not expected: {more}"),
    };
    let [expected, found] = [names(is_expected), names(is_found)].map(|names| names.unwrap_or_else(nothing));
    Some((format!("expected {expected}; found {found}"), help))
}

/// What is to be said if the errors among the findings are not just these.
fn compare_errors(expected: &[ApiError], findings: &[Finding], redacts: bool) -> Option<(String, String)> {
    let found: Vec<ApiError> = api_errors(findings).collect();
    if expected == found {
        return None;
    }
    let (minus, plus) = differing(expected, &found);
    let [codes, found_codes] = [expected, &found].map(codes_of);
    let has_other_codes = !expected.iter().map(|error| &error.code).eq(found.iter().map(|error| &error.code));
    let message = if has_other_codes {
        format!("expected {codes}; found {found_codes}")
    } else {
        format!("expected {codes} with other messages or arguments")
    };
    let sides = [side("−", minus, redacts), side("+", plus, redacts)].concat();
    Some((message, format!("− expected, + found:{sides}")))
}

/// Both lists without what they have in common at their start and at their end.
fn differing<'e, T: PartialEq>(mut a: &'e [T], mut b: &'e [T]) -> (&'e [T], &'e [T]) {
    while let (Some((first_a, rest_a)), Some((first_b, rest_b))) = (a.split_first(), b.split_first())
        && first_a == first_b
    {
        (a, b) = (rest_a, rest_b);
    }
    while let (Some((last_a, rest_a)), Some((last_b, rest_b))) = (a.split_last(), b.split_last())
        && last_a == last_b
    {
        (a, b) = (rest_a, rest_b);
    }
    (a, b)
}

/// The errors, each on a line of its own behind the sign.
fn side(sign: &str, errors: &[ApiError], redacts: bool) -> String {
    let lines = errors.iter().take(SHOWN).map(|error| format!("\n{sign} {}", describe(error, redacts)));
    let more = errors.len().checked_sub(SHOWN).filter(|more| *more > 0);
    lines.chain(more.map(|more| format!("\n{sign} {more} more"))).collect()
}

/// The codes of these errors, in their order: "`INVALID_AMOUNT_VALUE` ×3".
fn codes_of(errors: &[ApiError]) -> String {
    let groups = errors.chunk_by(|a, b| a.code == b.code);
    let mut codes: Vec<String> = groups
        .filter_map(|group| {
            let code = excerpt(&group.first()?.code, MESSAGE);
            Some(if group.len() > 1 { format!("{code} ×{}", group.len()) } else { code })
        })
        .collect();
    if codes.len() > SHOWN {
        codes.truncate(SHOWN);
        codes.push("…".to_owned());
    }
    if codes.is_empty() { nothing() } else { codes.join(", ") }
}

/// The codes of these rules, in the registry's order; none if there are none.
fn names(is_meant: impl Fn(&Rule) -> bool) -> Option<String> {
    let codes: Vec<&str> = RULES.iter().filter(|rule| is_meant(rule)).map(|rule| rule.code).collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}

fn nothing() -> String {
    "no errors".to_owned()
}

/// "`INVALID_AMOUNT_VALUE` amount: Invalid amount. …"
fn describe(error: &ApiError, redacts: bool) -> String {
    let argument = error.argument.as_ref().map(|argument| format!(" {}", excerpt(argument, MESSAGE)));
    let message = (!redacts).then(|| format!(": {}", excerpt(&error.message, MESSAGE)));
    let code = excerpt(&error.code, MESSAGE);
    format!("{code}{}{}", argument.unwrap_or_default(), message.unwrap_or_default())
}
