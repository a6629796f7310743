//! What depends on earlier requests: numbers, positions, expected envelopes.

use std::sync::Arc;

use super::batch::Batch;
use super::checked::Checked;
use super::expectation::{Envelopes, Expectation};
use super::fixes::Shift;
use super::options::Options;
use crate::input::{Failure, Places, Shape};

/// The state that a batch needs from earlier batches.
pub(super) struct Ledger {
    options: Arc<Options>,
    /// The input of the last batch, and how many requests it had so far.
    input: u64,
    requests: u64,
    /// Whether it is a file of requests of another program.
    is_container: bool,
    /// Whether it has text that is not JSON, and may be a request.
    is_unread: bool,
    /// The envelopes of its other requests, if there is a file of expected envelopes.
    envelopes: Option<Envelopes>,
    /// Whether it could not be read to its end. What was cut off after that is not checked.
    is_cut_short: bool,
    /// The positions of its blocks.
    places: Places,
    /// How fixes have shifted the line on which the last batch ends.
    shift: Shift,
}

impl Ledger {
    pub(super) fn new(options: Arc<Options>) -> Self {
        Self {
            options,
            input: 0,
            requests: 0,
            is_container: false,
            is_unread: false,
            envelopes: None,
            is_cut_short: false,
            places: Places::default(),
            shift: Shift::default(),
        }
    }

    /// Enters the requests of the next batch.
    pub(super) fn enter(&mut self, batch: &mut Batch) {
        let is_cut_short = batch.checked.failure.is_some();
        if self.input != batch.checked.input.number
            && let Err(failure) = self.begin_input(batch)
        {
            batch.checked.failure.get_or_insert(failure);
        }
        if self.is_cut_short {
            batch.clear();
        }
        self.is_cut_short |= is_cut_short;
        batch.first = self.requests + 1;
        for part in &mut batch.blocks {
            self.requests += part.requests.len() as u64;
            let [start, end] = self.places.place(part.block, part.end);
            batch.checked.tally.unchecked.add(part.unchecked.within(start));
            let shift = self.shift;
            self.shift = part.fixes.map_or(shift, |fixes| shift.and(fixes.shift.before(end)));
            part.start = start;
            shift.apply(&mut part.start);
        }
        let Checked { tally, input, .. } = &mut batch.checked;
        tally.unchecked_in = tally.unchecked.first.map(|_| input.name.clone());
        self.end_search(batch);
        if let Err(failure) = self.expect(batch) {
            self.envelopes = None;
            batch.checked.failure.get_or_insert(failure);
        }
    }

    /// At the end of an input that was searched, and in which nothing was found: reports that, or leaves the input out if
    /// it was not named. Other text on standard input may have no request.
    fn end_search(&mut self, batch: &mut Batch) {
        let mut shapes = batch.blocks.iter().map(|part| part.block.shape);
        self.is_container |= shapes.clone().any(|shape| matches!(shape, Shape::Container(_)));
        self.is_unread |=
            batch.checked.tally.unchecked.texts > 0 && shapes.any(|shape| shape == Shape::Inside);
        let Checked { input, is_end, failure, tally, .. } = &mut batch.checked;
        let is_searched = self.is_container || (self.options.searches && input.path.is_some());
        let is_empty = self.requests == 0;
        if !is_searched || !is_empty || !*is_end || failure.is_some() {
            return;
        }
        // A request that cannot be read is not left out.
        if input.is_found && !self.is_unread {
            tally.without_request = 1;
        } else {
            batch.push_nothing(&self.options);
        }
    }

    /// Clears the state of the last input, and opens the expected envelopes of the new one.
    fn begin_input(&mut self, batch: &Batch) -> Result<(), Failure> {
        self.input = batch.checked.input.number;
        self.requests = 0;
        self.is_container = false;
        self.is_unread = false;
        self.is_cut_short = false;
        self.places = Places::default();
        self.shift = Shift::default();
        self.envelopes = None;
        if let (Some(Expectation::Files), Some(path)) = (&self.options.expectation, &batch.checked.input.path)
        {
            self.envelopes = Envelopes::of(path)?;
        }
        Ok(())
    }

    /// Sets the expected errors of each request, in the order of the envelopes in their file.
    fn expect(&mut self, batch: &mut Batch) -> Result<(), Failure> {
        let Some(envelopes) = &mut self.envelopes else { return Ok(()) };
        for request in batch.blocks.iter_mut().flat_map(|part| &mut part.requests) {
            request.expected = Some(envelopes.next()?);
        }
        let is_end = batch.checked.is_end && batch.checked.failure.is_none();
        self.envelopes.take_if(|_| is_end).map_or(Ok(()), Envelopes::end)
    }
}
