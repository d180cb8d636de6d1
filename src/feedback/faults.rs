//! The three faults that the article asks about, as the checks find them.

use std::collections::HashMap;

use crate::checks::{Group, Report, about};

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// 太冗長.
    TooLong,
    /// 太模糊.
    Vague,
    /// 把責任丟給對方.
    ShiftsWork,
}

impl Fault {
    /// All of them, in the article's order.
    pub(crate) const ALL: [Fault; 3] = [Fault::TooLong, Fault::Vague, Fault::ShiftsWork];

    /// The word in JSON and in the catalogue.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Fault::TooLong => "too-long",
            Fault::Vague => "vague",
            Fault::ShiftsWork => "shifts-work",
        }
    }

    fn of(group: Group) -> Option<Fault> {
        match group {
            Group::TooLong => Some(Fault::TooLong),
            Group::TooVague => Some(Fault::Vague),
            Group::ShiftsTheWork => Some(Fault::ShiftsWork),
            _ => None,
        }
    }
}

/// Which entries have a finding of which fault.
pub(super) struct Faults<'a> {
    by_path: HashMap<&'a str, Vec<Fault>>,
}

impl<'a> Faults<'a> {
    pub(super) fn of(report: &'a Report) -> Faults<'a> {
        let mut by_path: HashMap<&str, Vec<Fault>> = HashMap::new();
        for diagnostic in &report.diagnostics {
            if let Some(fault) = about(diagnostic.rule).and_then(|about| Fault::of(about.group)) {
                by_path.entry(&diagnostic.path).or_default().push(fault);
            }
        }
        Faults { by_path }
    }

    pub(super) fn has(&self, path: &str, fault: Fault) -> bool {
        self.by_path.get(path).is_some_and(|faults| faults.contains(&fault))
    }
}
