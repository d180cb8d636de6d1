//! Who is meant: the name and address of somebody in a message, and the person of an entry.

use super::naming::first_words;
use super::same_words::person;
use crate::journal::Request;

/// Somebody whom a message went to, or who wrote one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    /// The name.
    pub(crate) name: Option<String>,
    /// The address, or profile.
    pub(crate) address: Option<String>,
}

impl Party {
    /// The name, else the address.
    pub(crate) fn shown(&self) -> &str {
        self.name.as_deref().or(self.address.as_deref()).unwrap_or_default()
    }

    /// Whether the name or the address is that of another.
    pub(crate) fn is_same(&self, other: &Party) -> bool {
        self.keys().any(|key| other.keys().any(|of_other| of_other == key))
    }

    /// The name and the address as they are compared.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> {
        self.name.iter().chain(&self.address).map(|words| person(words)).filter(|key| !key.is_empty())
    }
}

/// What says that an entry is to somebody: the more, the sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// The address or profile is the same.
    Handle,
    /// The name is, and no address tells.
    Name,
    /// The name is, and the entry knows another address or profile: perhaps a namesake.
    OtherHandle,
}

/// The names of an entry's person as they are compared; `周老師、吳老師` are two. Of one that names nobody it is what the background begins
/// with: `小美` of `小美，設計師`.
pub(crate) fn names(request: &Request) -> Vec<String> {
    let Some(to) = &request.to else { return Vec::new() };
    let name = to.name.as_deref().or_else(|| to.background.as_deref().map(first_words)).unwrap_or_default();
    let parts = name.split('、').filter(|part| *part != name);
    std::iter::once(name).chain(parts).map(person).filter(|key| !key.is_empty()).collect()
}

/// What says that an entry is to somebody; `None` where nothing does.
pub(crate) fn sign(party: &Party, request: &Request) -> Option<Sign> {
    let to = request.to.as_ref()?;
    let names = names(request);
    let address = party.address.as_deref().map(person).filter(|address| !address.is_empty());
    let own = to.handle.as_deref().map(person);
    // An entry of a mail without a name is named by the address.
    if address.as_ref().is_some_and(|address| own.as_ref() == Some(address) || names.contains(address)) {
        return Some(Sign::Handle);
    }
    if !names.contains(&person(party.name.as_deref()?)) {
        return None;
    }
    // An address or a profile: only two of one sort contradict each other.
    let sort = |handle: &str| (handle.find('@').is_some_and(|at| at > 0), handle.contains("/in/"));
    let is_other = address.zip(own).is_some_and(|(address, own)| sort(&own) != (false, false) && sort(&own) == sort(&address));
    Some(if is_other { Sign::OtherHandle } else { Sign::Name })
}
