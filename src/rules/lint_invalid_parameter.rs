//! a documented parameter outside the basket is of another type, no URL or no currency (contract §6).

use iso_currency::Currency;
use url::Url;

use super::{Case, Rule};
use crate::finding::{Findings, Severity};
use crate::json::{self, Kind};
use crate::request::{Parameter, Path, Place, Type};
use crate::text::excerpt;

/// a documented parameter outside the basket is of another type, no URL or no currency.
pub static RULE: Rule = Rule {
    code: "LINT_INVALID_PARAMETER",
    severity: Severity::Warning,
    summary: "a documented parameter outside the basket is of another type, no URL or no currency",
    explanation: include_str!("lint_invalid_parameter.md"),
    bad: include_str!("../../fixtures/lint_invalid_parameter/bad.json"),
    ok: include_str!("../../fixtures/lint_invalid_parameter/ok.json"),
    section: "§6",
    answer: None,
    check,
};

fn check<'a>(case: &Case<'_, 'a>, findings: &mut Findings<'a>) {
    for (parameter, text) in case.request.parameters() {
        let Some(text) = text else { continue };
        let Some(fault) = fault(parameter, text) else { continue };
        let path = Path::of(Place::Request, parameter.name);
        let message = match Kind::of(text) {
            Kind::Object | Kind::Array => format!("{path} {}", fault.what),
            _ => format!("{path}: {} {}", excerpt(text, 60), fault.what),
        };
        let finding = findings.report(&RULE, Some(path), text, message);
        finding.label(fault.label);
        finding.help = fault.help;
    }
}

struct Fault {
    what: String,
    label: String,
    help: Option<String>,
}

impl Fault {
    fn new(what: impl Into<String>, label: impl Into<String>) -> Self {
        Self { what: what.into(), label: label.into(), help: None }
    }
}

fn fault(parameter: &Parameter, text: &str) -> Option<Fault> {
    let kind = Kind::of(text);
    if !parameter.kind.admits(kind) {
        let wanted = match parameter.kind {
            Type::Boolean => "a boolean",
            Type::Id => "a string or a number",
            _ => "a string",
        };
        return Some(Fault::new(format!("is {}, not {wanted}", kind.with_article()), format!("must be {wanted}")));
    }
    let value = json::decode(text);
    let value = str::from_utf8(&value).ok();
    match parameter.kind {
        Type::Url => url_fault(value.unwrap_or_default()),
        Type::Currency => currency_fault(value.unwrap_or_default()),
        _ => None,
    }
}

fn url_fault(value: &str) -> Option<Fault> {
    let error = Url::parse(value).err()?;
    let mut fault = Fault::new(format!("is no URL: {error}"), "no URL");
    fault.help = Some("write the whole address, with https:// in front".to_owned());
    Some(fault)
}

fn currency_fault(code: &str) -> Option<Fault> {
    if Currency::from_code(code).is_some() {
        return None;
    }
    let mut fault = Fault::new("is no currency of ISO 4217", "no currency");
    let upper = code.trim().to_ascii_uppercase();
    let meant = if upper == "TL" || upper == "YTL" { "TRY" } else { &upper };
    fault.help = Currency::from_code(meant).map(|currency| format!("write \"{}\"", currency.code()));
    Some(fault)
}
