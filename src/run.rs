//! A run: every input's requests are read, judged, reported and counted.

use std::io::{self, Read, Write};
use std::path::PathBuf;

use crate::cli::Cli;
use crate::cli::OrderIds;
use crate::facts::{Facts, Ids, Use};
use crate::finding::Severity;
use crate::input::Failure;
use crate::render::Render;
use crate::report::{Judged, Report, Reporter, judge};
use crate::stream::{Block, Blocks};

/// What holds for a whole run.
#[derive(Debug, Default)]
pub struct Settings {
    /// Facts from outside the requests.
    pub facts: Facts,
    /// Where an order ID must not come twice.
    pub order_ids: OrderIds,
    /// Bytes that a request may have.
    pub max_request_bytes: usize,
}

impl Settings {
    /// What the command line says, with the files of facts read.
    ///
    /// # Errors
    /// The file that could not be read.
    pub fn new(cli: &Cli) -> Result<Self, Failure> {
        let read = |path: &Option<PathBuf>| {
            let read = |path: &PathBuf| Ids::read(path).map_err(|error| Failure::new(path, &error));
            path.as_ref().map(read).transpose()
        };
        let facts = Facts {
            token_user: cli.token_user.clone(),
            known_users: read(&cli.known_users)?,
            known_orders: read(&cli.known_orders)?,
        };
        Ok(Self { facts, order_ids: cli.order_ids, max_request_bytes: cli.max_request_bytes as usize })
    }
}

/// What a run comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Requests seen.
    pub requests: u64,
    /// Requests with at least one error.
    pub with_errors: u64,
    /// Errors.
    pub errors: u64,
    /// Warnings.
    pub warnings: u64,
}

impl Tally {
    fn add(&mut self, report: &Report) {
        let errors = report.count(Severity::Error);
        self.with_errors = self.with_errors.saturating_add(u64::from(errors > 0));
        self.errors = self.errors.saturating_add(errors);
        self.warnings = self.warnings.saturating_add(report.count(Severity::Warning));
    }
}

/// Why an input was not checked to its end.
#[derive(Debug)]
pub enum Trouble {
    /// It could not be read.
    Read(io::Error),
    /// The reports could not be written.
    Write(io::Error),
}

/// A run in progress.
pub struct Run<'r> {
    settings: &'r Settings,
    format: &'r dyn Render,
    out: &'r mut dyn Write,
    order_ids: Ids,
    /// What it came to so far.
    pub tally: Tally,
}

impl<'r> Run<'r> {
    /// A run that writes its reports to `out`.
    pub fn new(settings: &'r Settings, format: &'r dyn Render, out: &'r mut dyn Write) -> Self {
        Self { settings, format, out, order_ids: Ids::default(), tally: Tally::default() }
    }

    /// Checks one input. `must_have_request`: one without a request is an error (contract §8).
    ///
    /// # Errors
    /// [`Trouble`]; what was read before it is reported all the same.
    pub fn check(&mut self, source: impl Read, name: &str, must_have_request: bool) -> Result<(), Trouble> {
        let mut blocks = Blocks::new(source, self.settings.max_request_bytes, must_have_request, Vec::new());
        let mut spare = Vec::new();
        let mut seen = 0_u64;
        if self.settings.order_ids == OrderIds::Stream {
            self.order_ids = Ids::default();
        }
        while let Some(block) = blocks.next(&mut spare).map_err(Trouble::Read)? {
            let first = seen.saturating_add(1);
            seen = seen.saturating_add(self.check_block(&block, name, first)?);
            spare = block.into_buffer();
        }
        Ok(())
    }

    /// Checks the requests of a block, of which the first has the number `first`; returns how many they are.
    fn check_block(&mut self, block: &Block, name: &str, first: u64) -> Result<u64, Trouble> {
        let facts = &self.settings.facts;
        let wants_order_ids = self.settings.order_ids != OrderIds::Off || facts.known_orders.is_some();
        let mut judged = judge(block, facts, wants_order_ids);
        self.look_up_order_ids(&mut judged);
        let reporter = Reporter { name, facts, wants_clean: self.format.wants_clean() };
        let mut text = String::new();
        reporter.report(block, &judged, first, |report| {
            self.tally.add(report);
            self.format.render(report, &mut text);
        });
        let count = judged.len() as u64;
        self.tally.requests = self.tally.requests.saturating_add(count);
        self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush()).map_err(Trouble::Write)?;
        Ok(count)
    }

    /// Finds out which order IDs were used before, in the requests' order: the first use wins.
    fn look_up_order_ids(&mut self, judged: &mut [Judged]) {
        for request in judged {
            let Some(id) = request.order_id else { continue };
            let is_known = self.settings.facts.known_orders.as_ref().is_some_and(|known| known.contains(id));
            let is_new = self.settings.order_ids == OrderIds::Off || self.order_ids.insert(id);
            request.order_id_used = match (is_known, is_new) {
                (true, _) => Some(Use::Known),
                (false, false) => Some(Use::Earlier),
                (false, true) => None,
            };
        }
    }
}
