//! Privacy: what a view shows of a journal, an allow-list in one place, and the audit of what was rendered.

mod audit;
mod called;
mod entry;
mod finder;
mod forms;
mod html;
mod leaks;
mod library;
mod mask;
mod older;
mod organisation;
mod own;
mod parts;
mod passages;
mod people;
mod reading;
mod references;
mod replier;
mod secrets;
#[cfg(test)]
mod slow;
mod tags;
mod unread;
mod verdict;
mod view;

pub(crate) use audit::{Audit, audit};
pub(crate) use leaks::{Leak, told};
pub(crate) use reading::Clean;
pub(crate) use view::View;
