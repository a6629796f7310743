//! Missing fields, and keys that are not spelt as the API has them, in English.

use crate::render::groups::is_respelt;

/// That a field is missing.
pub(super) fn missing_field(path: &str) -> String {
    format!("{path} is missing")
}

/// Why `key` is not the field `name`, if the way it is written says it: a clause with its colon.
pub(super) fn respelling(key: &str, name: &str) -> &'static str {
    match case_style(key).filter(|_| is_respelt(key, name)) {
        Some(_) => ": the API reads snake_case",
        None => "",
    }
}

/// What the way is called in which a key is written, if it is none of the API's.
pub(super) fn case_style(key: &str) -> Option<&'static str> {
    let has = |is: fn(&char) -> bool| key.chars().any(|letter| is(&letter));
    let has_separator = key.contains(['_', '-', ' ']);
    match (has(char::is_ascii_uppercase), has(char::is_ascii_lowercase)) {
        (true, true) if has_separator => None,
        (true, true) if key.starts_with(|first: char| first.is_ascii_uppercase()) => Some("PascalCase"),
        (true, true) => Some("camelCase"),
        (true, false) => Some("in capital letters"),
        _ if key.contains('-') => Some("kebab-case"),
        _ => None,
    }
}
