//! What the API would answer, one line for each request (contract §4).

use std::borrow::Cow;
use std::fmt::Write;

use uuid::Uuid;

use super::renderer::{Entries, Render, to_json};
use super::report::{Clean, Report};
use super::words::Words;
use crate::request::trace_id;
use crate::rules::{ApiError, Finding};

/// The errors among the findings: in the vendor's words for a documented code, otherwise in the linter's.
pub(crate) fn api_errors<'f>(
    findings: &'f [Finding],
    words: Words,
) -> impl Iterator<Item = ApiError> + Clone + use<'f> {
    findings.iter().filter(|finding| finding.is_error()).map(move |finding| {
        let (message, names_field) = match &finding.rule.answer {
            Some(answer) => (Cow::Borrowed(answer.message), answer.names_field),
            None => (Cow::Owned(words.message(finding)), true),
        };
        let argument = finding.path.filter(|_| names_field).map(|path| path.argument());
        let code = Cow::Borrowed(finding.rule.code);
        ApiError { code, message, argument: argument.map(Cow::Owned) }
    })
}

/// The format `envelope`.
pub(super) struct Envelope;

impl Render for Envelope {
    fn render(&self, report: &Report, entries: &mut Entries) {
        render(trace_id(report.bytes), report.findings, report.words, &mut entries.text);
    }

    fn explains(&self) -> bool {
        false
    }

    fn render_clean(&self, request: &Clean, entries: &mut Entries) {
        render(trace_id(request.bytes), &[], Words::default(), &mut entries.text);
    }
}

fn render(trace_id: Uuid, findings: &[Finding], words: Words, out: &mut String) {
    out.push_str(r#"{"trace_id":""#);
    out.push_str(trace_id.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    out.push_str(r#"","response":{"errors":["#);
    for (i, error) in api_errors(findings, words).enumerate() {
        if i > 0 {
            out.push(',');
        }
        let (code, message, argument) =
            (to_json(&error.code), to_json(&error.message), to_json(&error.argument));
        // Writing to a string cannot fail.
        let _ = write!(out, r#"{{"error_code":{code},"message":{message},"argument":{argument}}}"#);
    }
    out.push_str("]}}\n");
}
