//! The line of a finding. Each key is here once, with its description in the schema (contract §11).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::version::Version;
use crate::request::Exact;
use crate::rules::{CauseName, CauseNumbers, RULES, Severity};

/// A finding.
#[derive(Serialize, JsonSchema)]
pub(super) struct Finding<'l> {
    /// The version of the format. Keys that are added later do not change it.
    pub(super) version: Version,
    /// What the line is.
    pub(super) kind: FindingKind,
    /// The input's name.
    pub(super) input: &'l str,
    /// The number of the request in its input, from 1.
    #[schemars(range(min = 1))]
    pub(super) request: u64,
    /// The order ID of the request, if it has one that is a string, cut after 256 characters; `"…"` under `--redact`.
    pub(super) order_id: Option<&'l str>,
    /// The name of the request in a file that holds requests: the path of a Postman item, the method and URL of a HAR
    /// entry, the title in an `.http` file; cut after 200 characters. Not under `--redact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) name: Option<&'l str>,
    /// The code of the rule.
    #[schemars(schema_with = "codes")]
    pub(super) code: &'static str,
    /// How bad it is.
    #[schemars(schema_with = "severities")]
    pub(super) severity: &'static str,
    /// What is wrong, in words. They may change in any release.
    pub(super) message: String,
    /// The JSON Pointer (RFC 6901) of the field in its request; `null` if no field is at fault.
    pub(super) pointer: Option<String>,
    /// The text that the finding points at.
    pub(super) span: Span,
    /// The sum, if a declared total is not its sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Sum")]
    pub(super) sum: Option<Sum>,
    /// Why it is so, if a cause is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Cause")]
    pub(super) cause: Option<Cause>,
    /// The correction, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Fix<'l>")]
    pub(super) fix: Option<Fix<'l>>,
    /// How many more findings of this rule the request has, which have no line; only on the last finding of the rule, if
    /// there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u64")]
    pub(super) more: Option<u64>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum FindingKind {
    Finding,
}

/// The codes of all rules.
pub(super) fn codes(_: &mut SchemaGenerator) -> Schema {
    let codes: Vec<_> =
        RULES.iter().map(|rule| json_schema!({ "const": rule.code, "description": rule.summary })).collect();
    json_schema!({ "type": "string", "oneOf": codes })
}

fn severities(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "enum": [Severity::Error.name(), Severity::Warning.name()] })
}

/// A part of the input; empty if the finding is about a place between two characters.
#[derive(Serialize, JsonSchema)]
pub(super) struct Span {
    /// The position of its first character.
    pub(super) start: Position,
    /// The position after its last character.
    pub(super) end: Position,
}

/// A position in the input.
#[derive(Serialize, JsonSchema)]
pub(super) struct Position {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    pub(super) line: u64,
    /// The column, from 1, in characters (Unicode scalar values); a byte order mark has no column.
    #[schemars(range(min = 1))]
    pub(super) column: u64,
    /// The number of bytes before it, so that the first byte of the input has 0. A byte order mark counts. A compressed
    /// input counts as if it were not compressed.
    pub(super) byte: u64,
}

/// A declared total, and the sum that it should be.
#[derive(Serialize, JsonSchema)]
pub(super) struct Sum {
    /// The total as it is declared.
    pub(super) declared: Exact,
    /// The sum of the operands.
    pub(super) expected: Exact,
    /// `declared` − `expected`; `null` if it has more digits than a 96-bit decimal can hold.
    pub(super) difference: Option<Exact>,
    /// The request's currency (ISO 4217), `TRY` if it names none; `null` if its code is not valid.
    pub(super) currency: Option<&'static str>,
    /// The amounts that add up to `expected`.
    pub(super) operands: Vec<Operand>,
}

/// An amount that is added or subtracted.
#[derive(Serialize, JsonSchema)]
pub(super) struct Operand {
    /// Whether it is added or subtracted. An amount below 0 has the opposite sign.
    pub(super) sign: Sign,
    /// The amount without its sign.
    pub(super) value: Exact,
    /// The JSON Pointer of its field in the request.
    pub(super) pointer: String,
    /// Its text.
    pub(super) span: Span,
}

#[derive(Serialize, JsonSchema)]
#[schemars(inline)]
pub(super) enum Sign {
    /// Added.
    #[serde(rename = "+")]
    Plus,
    /// Subtracted.
    #[serde(rename = "-")]
    Minus,
}

/// A cause: what went wrong.
#[derive(Serialize, JsonSchema)]
pub(super) struct Cause {
    #[serde(flatten)]
    pub(super) what: CauseKind,
    /// The same for all findings of a request that have one cause in common. Two requests may have the same one.
    pub(super) id: String,
    /// Another cause that explains the same totals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "CauseKind")]
    pub(super) alternative: Option<CauseKind>,
}

/// A kind of cause, with its numbers.
#[derive(Serialize, JsonSchema)]
pub(super) struct CauseKind {
    /// What went wrong, in one word. There may be more of them in later versions.
    pub(super) kind: CauseName,
    /// Whether the numbers prove it. Otherwise it may be a coincidence.
    pub(super) certain: bool,
    /// What went wrong, in words. They may change in any release.
    pub(super) text: String,
    /// The numbers that it speaks of.
    pub(super) numbers: CauseNumbers,
    /// Which of the ways of its kind it is, in one word, if there are several: `left-out`, `counted-twice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) way: Option<&'static str>,
    /// The JSON Pointers of the items or discounts that it is about; of several, any one may be it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<String>")]
    pub(super) elements: Vec<String>,
    /// The JSON Pointer of the field of the basket that has to be corrected, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) root: Option<String>,
}

/// A correction of the request.
#[derive(Serialize, JsonSchema)]
pub(super) struct Fix<'l> {
    /// Whether it may be applied without asking.
    pub(super) applicability: Applicability,
    /// Why it is not certain; only of an unsafe fix.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub(super) reason: Option<String>,
    /// What to replace. The spans do not overlap, and are in the order of the input.
    pub(super) edits: Vec<Edit<'l>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Applicability {
    /// It changes what is certainly wrong to what is certainly right: `--fix` applies it.
    Safe,
    /// Something else may be what is wrong: only `--unsafe-fixes` applies it.
    Unsafe,
}

/// A part of the input, and the text to write instead.
#[derive(Serialize, JsonSchema)]
pub(super) struct Edit<'l> {
    /// The part.
    pub(super) span: Span,
    /// The new text.
    pub(super) replacement: &'l str,
}
