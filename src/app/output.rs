//! Rendered reports → standard output and the files that were named.

use std::sync::Arc;

use same_file::Handle;

use crate::app::report_files;
use crate::app::sink::Sink;
use crate::input::{Failure, Input};
use crate::render::{End, Entries, Render, Statistics, Style, WIDTH};
use crate::settings::Settings;

/// Where the run's reports go, one for each format.
#[derive(Default)]
pub(crate) struct Outputs<'w> {
    list: Vec<Output<'w>>,
}

struct Output<'w> {
    renderer: Arc<dyn Render>,
    sink: Sink<'w>,
    /// What is written at the end, if the format is one document.
    kept: Entries,
}

impl<'w> Outputs<'w> {
    /// Opens and empties the files. The report without a file goes to `sink`. With `--diff`, there are no reports. `stdout` is
    /// the file that standard output is, if it is one.
    ///
    /// # Errors
    /// If a file cannot be written, is read by this or another run, or is named twice.
    pub(crate) fn open(
        settings: &Settings,
        style: &Style,
        sink: Sink<'w>,
        stdout: Option<&Handle>,
        inputs: &[Input],
    ) -> Result<Self, Failure> {
        let files = report_files::create(settings, stdout, inputs)?;
        if settings.check.fix.is_some_and(|mode| mode.only_shows) {
            return Ok(Self::default());
        }
        let renderer: Arc<dyn Render> = if settings.statistics && settings.format.is_for_people() {
            Arc::new(Statistics { style: style.clone(), levels: settings.check.levels })
        } else {
            settings.format.renderer(style.clone())
        };
        let mut list = vec![Output { renderer, sink, kept: Entries::default() }];
        for ((format, path), file) in settings.report_files.iter().zip(files) {
            let style = Style { color: false, width: WIDTH, ..style.clone() };
            let sink = Sink::new(&path.display().to_string(), file);
            list.push(Output { renderer: format.renderer(style), sink, kept: Entries::default() });
        }
        Ok(Self { list })
    }

    /// The renderers, in the order in which [`write`](Self::write) expects their entries.
    pub(crate) fn renderers(&self) -> Vec<Arc<dyn Render>> {
        self.list.iter().map(|output| Arc::clone(&output.renderer)).collect()
    }

    /// Writes the entries of each output. Returns false if all outputs are closed.
    ///
    /// # Errors
    /// If an output cannot be written. A closed pipe is not an error.
    pub(crate) fn write(&mut self, entries: Vec<Entries>) -> Result<bool, Failure> {
        for (output, mut entries) in self.list.iter_mut().zip(entries) {
            output.sink.write(std::mem::take(&mut entries.text).as_bytes())?;
            output.kept.append(entries);
        }
        Ok(self.is_wanted())
    }

    /// Writes the end of each report. Returns false if all outputs are closed.
    ///
    /// # Errors
    /// If an output cannot be written.
    pub(crate) fn finish(mut self, end: &End) -> Result<bool, Failure> {
        for output in &mut self.list {
            let text = output.renderer.finish(std::mem::take(&mut output.kept), end);
            let text = text.map_err(|error| output.sink.failure(&error))?;
            output.sink.write(text.as_bytes())?;
        }
        Ok(self.is_wanted())
    }

    /// Whether any output is open, or there are none that could be closed.
    fn is_wanted(&self) -> bool {
        self.list.is_empty() || self.list.iter().any(|output| output.sink.is_open)
    }
}
