namespace Pentimento.Engine.Planning.Words;

internal enum TokenKind
{
    /// <summary>A word, in lower case; a Chinese character is a word of its own.</summary>
    Word,

    /// <summary>A number in digits; <see cref="Token.Number"/> holds it.</summary>
    Number,

    /// <summary>A colour in numbers: <c>#ff7f66</c>, <c>rgb(1, 2, 3)</c>; the text is <c>#rrggbb</c>.</summary>
    Colour,

    /// <summary>Words in quotes that are to be written or replaced, not read; the text is what is inside.</summary>
    Quoted,

    /// <summary>A comma, bracket, slash or another mark inside a sentence.</summary>
    Mark,

    /// <summary>The end of a sentence.</summary>
    End,
}

/// <summary>A piece of the prompt. <paramref name="Start"/> and <paramref name="End"/> are offsets into it.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End, double Number = 0, bool Capital = false);
