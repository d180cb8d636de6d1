//! Market feedback 市場反饋: rates, waiting times and findings, side by side. Spec 4. Pure, as of the journal's now.

mod comparisons;
mod craft;
mod faults;
mod forecast;
mod groups;
mod stats;
mod waiting;
pub(crate) mod words;

pub(crate) use craft::CraftWeek;
pub(crate) use faults::{Fault, FaultSet, Faults};
pub(crate) use groups::{By, Group, in_two};
pub(crate) use stats::{Asked, Stats};
