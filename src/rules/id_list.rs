//! A file of IDs, one a line → a set of IDs (contract §3).
//!
//! What cannot be an ID is an error: an ID that never matches would let every request pass. A header line does no harm.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::facts::{IdHash, Ids};
use crate::input::Failure;

/// The most bytes of a line. Because of this limit, a device or a binary file is not read as one endless line.
const MAX_BYTES: usize = 1024;

/// Reads a file of IDs, one a line. Blank lines, white space around an ID and a byte order mark do not count.
///
/// # Errors
/// If the file cannot be read, or a line cannot be an ID.
pub fn read_ids(path: &Path) -> Result<Ids, Failure> {
    let cannot_read = |error| Failure::new(path, &error);
    let mut file = BufReader::new(File::open(path).map_err(cannot_read)?);
    let (mut ids, mut line) = (Ids::default(), Vec::new());
    for number in 1_u64.. {
        line.clear();
        let limit = MAX_BYTES as u64 + 1;
        if (&mut file).take(limit).read_until(b'\n', &mut line).map_err(cannot_read)? == 0 {
            break;
        }
        let text = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        let id = text.trim_ascii();
        if let Some(fault) = fault(id, line.len()) {
            let name = format!("{}:{number}", path.display());
            return Err(Failure { name, reason: format!("not a list of IDs, one on each line: {fault}") });
        }
        if !id.is_empty() {
            ids.insert(IdHash::from_text(id));
        }
    }
    Ok(ids)
}

/// Why a line of this length cannot be an ID, and how to make a list of such a file.
///
/// IDs may have spaces and punctuation, as in `auth0|5f7c` or `{3F2504E0-…}`, but not what separates or quotes values in
/// other formats.
fn fault(id: &[u8], length: usize) -> Option<&'static str> {
    let is_json = matches!(id, [b'[', ..] | b"{" | [b'{', b'"', ..]);
    let has = |byte| id.contains(&byte);
    Some(match id {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "this is UTF-16; save it as UTF-8",
        _ if has(0) => "this line has a NUL byte",
        _ if length > MAX_BYTES => "this line is longer than 1024 bytes",
        _ if simdutf8::basic::from_utf8(id).is_err() => "this line is not UTF-8",
        _ if is_json => "this is JSON; take the IDs out of it, as in: jq -r '.[].order_id' FILE",
        _ if has(b',') => "this line has a comma; take the IDs out of a CSV file with: cut -d, -f1 FILE",
        _ if has(b';') => {
            "this line has a semicolon; take the IDs out of a CSV file with: cut -d';' -f1 FILE"
        }
        _ if has(b'\t') => "this line has a tab; take the IDs out of such a file with: cut -f1 FILE",
        [b'\'', .., b'\''] => "this line is in quotation marks; delete them with: tr -d \"'\" < FILE",
        _ if memchr::memmem::find(id, b" | ").is_some() => {
            "this line is a row of a table; in psql, use -At, which writes only the values"
        }
        _ if has(b'"') => "this line has a quotation mark; delete them with: tr -d '\"' < FILE",
        _ if id.iter().any(u8::is_ascii_control) => "this line has a control character",
        _ => return None,
    })
}
