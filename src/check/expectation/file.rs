//! The file of expected envelopes next to a file of requests: `x.expected.json` next to `x.json`.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde_json::de::IoRead;
use serde_json::{Deserializer, StreamDeserializer, Value};

use crate::input::{COMPRESSED, Failure, Input, InputSource, uncompressed};
use crate::rules::ApiError;

/// The extension that a file of envelopes has in addition to that of its requests.
const EXPECTED: &str = "expected";

/// Removes the files of envelopes from the inputs, and returns a failure for each that has no file of requests next to it.
/// If a file of envelopes is one of the `named` paths, its requests become an input.
pub(crate) fn set_aside(inputs: &mut Vec<Input>, named: &[PathBuf]) -> Vec<Failure> {
    let (mut failures, mut added) = (Vec::new(), Vec::new());
    inputs.retain(|input| match &input.source {
        InputSource::File(path) if is_expectation(path) => {
            let requests = request_of(path);
            if !requests.exists() {
                let reason = format!("{} is missing next to it", requests.display());
                failures.push(Failure { name: input.name.clone(), reason });
            } else if named.contains(path) {
                added.push(requests);
            }
            false
        }
        _ => true,
    });
    for requests in added {
        if !inputs.iter().any(|input| input.is_at(&requests)) {
            inputs.push(Input::file(requests));
        }
    }
    failures
}

/// Whether the name of a file is that of a file of envelopes.
pub(crate) fn is_expectation(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| Path::new(stem).extension() == Some(OsStr::new(EXPECTED)))
}

/// The file of requests, compressed or not, that a file of envelopes belongs to.
fn request_of(envelopes: &Path) -> PathBuf {
    let extension = envelopes.extension().unwrap_or_default();
    let plain = envelopes.with_extension("").with_extension(extension);
    let compressed = COMPRESSED.map(|extension| {
        let mut path = plain.clone().into_os_string();
        path.push(extension);
        PathBuf::from(path)
    });
    let is_plain = plain.exists();
    compressed.into_iter().find(|path| !is_plain && path.exists()).unwrap_or(plain)
}

/// The file of envelopes that may belong to a file of requests. It is not compressed.
pub(crate) fn envelopes_of(requests: &Path) -> PathBuf {
    let requests = uncompressed(requests);
    let mut extension = OsString::from(EXPECTED);
    if let Some(own) = requests.extension() {
        extension.push(".");
        extension.push(own);
    }
    requests.with_extension(extension)
}

/// Envelopes, read one after the other.
pub(crate) struct Envelopes {
    path: PathBuf,
    read: u64,
    stream: StreamDeserializer<'static, IoRead<BufReader<File>>, Value>,
}

impl Envelopes {
    /// Opens the file of envelopes that belongs to `requests`, if there is one.
    pub(crate) fn of(requests: &Path) -> Result<Option<Self>, Failure> {
        let path = envelopes_of(requests);
        match open(&path) {
            Ok(file) => Ok(Some(Self { path, read: 0, stream: Deserializer::from_reader(file).into_iter() })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new(&path, &error)),
        }
    }

    /// The errors of the next envelope.
    pub(crate) fn next(&mut self) -> Result<Vec<ApiError>, Failure> {
        let Some(envelope) = self.stream.next() else {
            return Err(self.miscounted("fewer"));
        };
        self.read += 1;
        let envelope = envelope.map_err(|error| Failure::new(&self.path, &error))?;
        errors_of(&envelope).ok_or_else(|| {
            let reason = format!("value {} is not an envelope as `--json` prints it", self.read);
            Failure::new(&self.path, &reason)
        })
    }

    /// Fails if there are more envelopes than were read.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        if self.stream.next().is_some() { Err(self.miscounted("more")) } else { Ok(()) }
    }

    fn miscounted(&self, how: &str) -> Failure {
        let requests = request_of(&self.path);
        Failure::new(&self.path, &format!("it holds {how} envelopes than {} requests", requests.display()))
    }
}

/// Opens a regular file, after its byte order mark.
fn open(path: &Path) -> io::Result<BufReader<File>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut file = BufReader::new(File::open(path)?);
    if file.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        file.consume(3);
    }
    Ok(file)
}

/// The errors of an envelope, which has no other keys than `trace_id` and `response`; `None` if it is not one.
fn errors_of(envelope: &Value) -> Option<Vec<ApiError>> {
    let has_only = |value: &Value, keys: &[&str]| {
        value.as_object().is_some_and(|object| object.keys().all(|key| keys.contains(&&**key)))
    };
    let response = envelope.get("response")?;
    let is_plain = has_only(envelope, &["trace_id", "response"]) && has_only(response, &["errors"]);
    let errors = response.get("errors")?.as_array().filter(|_| is_plain)?;
    let text = |error: &Value, key: &str| Some(error.get(key)?.as_str()?.to_owned().into());
    let read = |error: &Value| {
        let argument = match error.get("argument") {
            None | Some(Value::Null) => None,
            Some(argument) => Some(argument.as_str()?.to_owned().into()),
        };
        let is_plain = has_only(error, &["error_code", "message", "argument"]);
        is_plain.then_some(())?;
        Some(ApiError { code: text(error, "error_code")?, message: text(error, "message")?, argument })
    };
    errors.iter().map(read).collect()
}
