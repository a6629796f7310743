//! The files of reports. None of them is something that a run reads (contract §10).

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use same_file::Handle;

use crate::app::sink::STDOUT;
use crate::check::expectation::{self, Expectation};
use crate::input::{Failure, Input, InputSource, handle, is_file};
use crate::render::Format;
use crate::settings::{self, Settings};

/// Why an input is not overwritten.
const IS_INPUT: &str = "is one of the inputs: write the report to another folder, or exclude it";

/// Creates the files of the reports, and empties them once it is certain that each may be overwritten. Another report goes
/// to standard output, which may be a file as well.
///
/// # Errors
/// If a file cannot be written, is read by this or another run, or is named twice.
pub(super) fn create(
    settings: &Settings,
    stdout: Option<&Handle>,
    inputs: &[Input],
) -> Result<Vec<File>, Failure> {
    if let Some(stdout) = stdout
        && let Some(reason) = reason_to_keep(None, Some(stdout), settings.format, settings, inputs)
    {
        return Err(Failure { name: STDOUT.to_owned(), reason: reason.to_owned() });
    }
    for (format, path) in &settings.report_files {
        if let Some(reason) = reason_to_keep(Some(path), handle(path).as_ref(), *format, settings, inputs) {
            return Err(Failure::new(path, &reason));
        }
    }
    let (mut files, mut handles) = (Vec::new(), Vec::new());
    for (_, path) in &settings.report_files {
        let failure = |error: io::Error| Failure::new(path, &error);
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(failure)?;
        // Two reports in one file would overwrite each other; two in one pipe do not.
        if is_regular(&file) {
            let handle = file.try_clone().and_then(Handle::from_file).map_err(failure)?;
            if stdout == Some(&handle) || handles.contains(&handle) {
                return Err(Failure::new(path, &"is named for two reports"));
            }
            handles.push(handle);
        }
        files.push(file);
    }
    for (file, (_, path)) in files.iter().zip(&settings.report_files) {
        if is_regular(file) {
            file.set_len(0).map_err(|error| Failure::new(path, &error))?;
        }
    }
    Ok(files)
}

fn is_regular(file: &File) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Why a report in this format must not overwrite the file `report`, or take the name `path`. That of standard output is
/// not known.
fn reason_to_keep(
    path: Option<&Path>,
    report: Option<&Handle>,
    format: Format,
    settings: &Settings,
    inputs: &[Input],
) -> Option<&'static str> {
    let target = path.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()));
    let is = |file: &Path| Some(file) == path || report.is_some_and(|report| is_file(file, report));
    let is_input = |input: &Input| report.is_some_and(|report| input.is(report));
    if settings.paths.iter().any(|named| Some(&**named) == path) || inputs.iter().any(is_input) {
        return Some(IS_INPUT);
    }
    let has_settings = target.as_ref().is_some_and(|target| target.ends_with(settings::FILE_NAME));
    if has_settings || settings.sources.iter().any(|file| is(file)) {
        return Some("is a settings file or a list of IDs: write the report to another file");
    }
    let reads_expectations = matches!(settings.check.expectation, Some(Expectation::Files));
    let expects = |input: &Input| match &input.source {
        InputSource::File(requests) => is(&expectation::envelopes_of(requests)),
        InputSource::Stdin => false,
    };
    let has_its_name = target.as_deref().is_some_and(expectation::is_expectation);
    let is_expectation = || has_its_name || inputs.iter().any(expects);
    if (reads_expectations || format != Format::Envelope) && is_expectation() {
        return Some(
            "holds expected errors: only the `envelope` of a run without --expect-files may replace it",
        );
    }
    None
}
