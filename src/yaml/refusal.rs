//! What the parser refuses, by what is wrong there; what is seldom met keeps the parser's own words.

use granit_parser::{ErrorKind, ScanError};

/// Why the parser stopped.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refusal {
    /// A line begins at a column that fits none above.
    Indent,
    /// A list without `- ` before an item.
    Item,
    /// A key without its colon.
    NoColon,
    /// A colon where no key can stand.
    ColonHere,
    /// Nothing where a value should be.
    NoValue,
    /// No comma between the items of a bracket.
    Separator,
    /// A closing bracket that closes nothing, or another one.
    Bracket,
    /// A backslash in double quotes before a character that it does not go with.
    Escape,
    /// Text behind a closing quote.
    AfterQuote,
    /// A text of several lines (`|`, `>`) that is not indented as one.
    BlockText,
    /// The end, with something still open.
    End,
    /// Anything else, in the parser's words.
    Words(String),
}

impl Refusal {
    /// Whether the parser gave up at the depth of the brackets.
    pub(super) fn is_too_deep(error: &ScanError) -> bool {
        matches!(error.kind(), ErrorKind::RecursionLimitExceeded)
    }

    /// Of an error of the parser.
    pub(super) fn of(error: &ScanError) -> Refusal {
        match error.kind() {
            ErrorKind::InvalidIndentation
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::InvalidFlowScalarIndent
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::TabInPlainScalar
            | ErrorKind::InvalidBlockEntryWhitespace => Refusal::Indent,
            ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::BlockSequenceEntryNotAllowed
            | ErrorKind::BlockEntryInFlowCollection
            | ErrorKind::PlainScalarStartsWithDashFlowIndicator => Refusal::Item,
            ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Refusal::NoColon,
            ErrorKind::MappingValueNotAllowed
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::InvalidMappingValueWhitespace
            | ErrorKind::FlowMappingValueAdjacentCollection => Refusal::ColonHere,
            ErrorKind::ExpectedNodeContent | ErrorKind::UnexpectedEndOfPlainScalar => Refusal::NoValue,
            ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => Refusal::Separator,
            ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => Refusal::Bracket,
            ErrorKind::UnknownQuotedScalarEscape
            | ErrorKind::InvalidQuotedScalarHexEscape
            | ErrorKind::InvalidLowSurrogateHexEscape
            | ErrorKind::InvalidLowSurrogate
            | ErrorKind::MissingLowSurrogate
            | ErrorKind::UnpairedLowSurrogate
            | ErrorKind::InvalidUnicodeEscape => Refusal::Escape,
            ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => Refusal::AfterQuote,
            ErrorKind::InvalidBlockScalarHeader
            | ErrorKind::InvalidBlockScalarIndent
            | ErrorKind::ZeroBlockScalarIndent
            | ErrorKind::TabAtBlockScalarStart => Refusal::BlockText,
            ErrorKind::UnexpectedEof
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::UnexpectedEofBlockSequence
            | ErrorKind::UnexpectedEofBlockMapping
            | ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::UnclosedQuotedScalar => Refusal::End,
            _ => Refusal::Words(error.info()),
        }
    }
}
