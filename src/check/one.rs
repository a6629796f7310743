//! One request that is in memory already: the library's way in.

use super::expectation::{Expectation, Expected};
use super::find::{Found, order_id};
use super::options::Options;
use crate::input::FrameError;
use crate::json::syntax::SyntaxError;
use crate::json::{trim_end, trim_start};
use crate::request::{Request, read};
use crate::rules::lint_invalid_json::{explain_frame, explain_syntax};
use crate::rules::{Case, Finding, Id, PriorUse};

/// The findings about one request, in the order of the API's envelope (contract §4), then the warnings. They are those of
/// a file with this text, if it is not an array or several requests.
///
/// `text` is a request without a byte order mark. Of the expectations, only those for all requests apply.
#[must_use]
pub fn lint<'t>(text: &'t str, options: &Options) -> Vec<Finding<'t>> {
    let mut findings = find(text, options).findings;
    if let Some(rules) = options.expectation.as_ref().and_then(Expectation::codes) {
        match Expected::Codes(rules).compare(text, &findings) {
            Some(unmet) => drop(findings.splice(0..0, Found::levelled(vec![unmet], options.levels).findings)),
            None => findings.iter_mut().for_each(|finding| finding.is_expected = finding.is_error()),
        }
    }
    findings
}

fn find<'t>(text: &'t str, options: &Options) -> Found<'t> {
    let broken = |finding| Found::levelled(vec![finding], options.levels);
    if trim_start(text.as_bytes()).is_empty() {
        return broken(explain_frame(FrameError::Nothing, options.max_request_bytes));
    }
    if trim_end(trim_start(text.as_bytes())).len() > options.max_request_bytes {
        return broken(explain_frame(FrameError::TooLong, options.max_request_bytes));
    }
    match read(text) {
        None => broken(explain_syntax(SyntaxError::of(text))),
        Some(request) => {
            Found::of(&Case::new(&request, &options.facts, prior_use(&request, options)), options.levels)
        }
    }
}

/// Whether the order ID is one of the known orders.
fn prior_use(request: &Request, options: &Options) -> Option<PriorUse> {
    let known = options.facts.known_orders.as_ref()?;
    let id = order_id(request).and_then(Id::of)?;
    known.contains(id).then_some(PriorUse::Known)
}
