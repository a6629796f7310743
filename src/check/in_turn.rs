//! A value that the jobs use one after the other, in the order of their tickets.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Places at which jobs wait. A job wakes only those that wait where the next one does: one, if there are no more threads.
const PLACES: usize = 64;

/// A value that every job gets once, in the order of their tickets.
pub(super) struct InTurn<T> {
    state: Mutex<State<T>>,
    places: [Condvar; PLACES],
}

struct State<T> {
    /// The ticket of the job whose turn it is.
    turn: u64,
    /// The places at which a job waits, a bit for each. Nobody is woken elsewhere, which is a system call.
    waiting: u64,
    value: T,
}

/// The turn of a job.
pub(super) struct Turn<'t, T> {
    state: MutexGuard<'t, State<T>>,
    places: &'t [Condvar; PLACES],
}

impl<T> InTurn<T> {
    pub(super) fn new(value: T) -> Self {
        let state = Mutex::new(State { turn: 0, waiting: 0, value });
        Self { state, places: [const { Condvar::new() }; PLACES] }
    }

    /// Waits for the ticket's turn.
    pub(super) fn wait(&self, ticket: u64) -> Turn<'_, T> {
        let mut state = lock(&self.state);
        let (place, bit) = place(&self.places, ticket);
        while state.turn != ticket {
            state.waiting |= bit;
            state = place.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        Turn { state, places: &self.places }
    }
}

impl<T> Turn<'_, T> {
    pub(super) fn value(&mut self) -> &mut T {
        &mut self.state.value
    }

    /// Ends the ticket's turn, or only this part of it.
    pub(super) fn end(self, is_last: bool) {
        if is_last {
            self.pass();
        }
    }

    /// Ends the ticket's turn.
    fn pass(mut self) {
        self.state.turn += 1;
        let (place, bit) = place(self.places, self.state.turn);
        let is_awaited = self.state.waiting & bit != 0;
        self.state.waiting &= !bit;
        drop(self.state);
        if is_awaited {
            place.notify_all();
        }
    }
}

/// The place at which a ticket waits, and its bit.
fn place(places: &[Condvar; PLACES], ticket: u64) -> (&Condvar, u64) {
    let [first, ..] = places;
    let index = ticket % PLACES as u64;
    let place = usize::try_from(index).ok().and_then(|index| places.get(index));
    (place.unwrap_or(first), 1 << index)
}

/// A lock is used even after a panic: a thread panics within its own job, never while it changes what is shared.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
