//! The JSON Schema of a line (contract §11).

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{Schema, json_schema};

use super::finding::Finding;
use super::summary::{Summary, Unreadable};

/// The JSON Schema (2020-12) of a line.
pub fn schema() -> Schema {
    // Formats such as `uint64` belong to OpenAPI.
    let without_formats = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(without_formats);
    let mut generator = settings.into_generator();
    let lines = [
        generator.subschema_for::<Finding>(),
        generator.subschema_for::<Unreadable>(),
        generator.subschema_for::<Summary>(),
    ];
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hpplint:jsonl",
        "title": "Line of hpplint --format jsonl",
        "description": "A finding, an input that could not be read, or the summary, which is the last line",
        "oneOf": lines,
        "$defs": generator.take_definitions(true),
    })
}
