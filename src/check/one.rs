//! Checks one request in memory, for the library.

use super::expectation::Expected;
use super::find::Found;
use super::options::Options;
use crate::input::{FileType, FrameError};
use crate::json::{trim_end, trim_start};
use crate::request::Scratch;
use crate::rules::lint_invalid_json::{explain_file_type, explain_frame};
use crate::rules::{Depth, Finding, IdHash, PriorUse};
use crate::text::Position;

/// The findings about one request, in the order of the API's envelope (contract §4), then the warnings. They are those of
/// a file with this text, if it is not an array or several requests.
///
/// Of one rule, at most 1,000 are returned; [`more`](Finding::more) of the last one says how many more there are.
///
/// `text` must not begin with a byte order mark.
#[must_use]
pub fn lint<'t>(text: &'t str, options: &Options) -> Vec<Finding<'t>> {
    let length = trim_end(trim_start(text.as_bytes())).len();
    let not_a_request =
        |error| Found::levelled(vec![explain_frame(error, options.max_request_bytes)], options.levels);
    let mut found = match length {
        0 => not_a_request(FrameError::Nothing),
        _ if let Some(kind) = FileType::of(text) => {
            let error = explain_file_type(kind, text.as_bytes(), Position::START, false);
            Found::levelled(vec![error], options.levels)
        }
        _ if length > options.max_request_bytes => not_a_request(FrameError::TooLong),
        _ => {
            let scratch = &mut Scratch::default();
            let mut found = Found::in_text(text, Position::START, false, options, Depth::Cause, scratch);
            if let Some(prior) = prior_use(&found, options) {
                found.add_prior_use(prior, text, options.levels);
            }
            found
        }
    };
    if let Some(expected) = Expected::of(None, options.expectation.as_ref()) {
        found.expect(expected, text, options.levels);
    }
    found.findings
}

/// Whether the order ID is one of the known orders.
fn prior_use(found: &Found, options: &Options) -> Option<PriorUse> {
    let known = options.facts.known_orders.as_ref()?;
    let id = IdHash::of(found.order_id?)?;
    known.contains(id).then_some(PriorUse::Known)
}
