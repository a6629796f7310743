//! The values that `hpplint.toml` may set: the command line's, else the file's, else the defaults, with their origins.

use std::path::PathBuf;

use super::list::IdList;
use crate::input::Exclude;
use crate::render::Format;
use crate::rules::OrderIds;
use crate::rules::levels::Level;
use crate::rules::per_rule::PerRule;

/// The values that a settings file may set.
#[derive(Debug)]
pub struct Resolved {
    /// The settings file, as `--show-settings` names it.
    pub(super) file: String,
    /// The settings file, and the lists of IDs that it and the command line name.
    pub(super) sources: Vec<PathBuf>,
    pub(super) format: Sourced<Format>,
    pub(super) order_ids: Sourced<OrderIds>,
    pub(super) known_orders: Sourced<Option<IdList>>,
    pub(super) known_users: Sourced<Option<IdList>>,
    pub(super) exclude: Sourced<Option<Exclude>>,
    pub(super) levels: PerRule<Sourced<Level>>,
}

/// A value and its origin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sourced<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Origin {
    #[default]
    Default,
    File,
    CommandLine,
}

impl<T> Sourced<T> {
    /// A value that was given replaces the present one.
    pub(super) fn set(&mut self, given: Option<T>, origin: Origin) {
        if let Some(value) = given {
            *self = Self { value, origin };
        }
    }
}
