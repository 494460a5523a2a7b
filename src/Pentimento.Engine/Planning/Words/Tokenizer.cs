using System.Globalization;

namespace Pentimento.Engine.Planning.Words;

/// <summary>Cuts a prompt into tokens in one pass. Everything unknown is skipped, so no input is refused.</summary>
internal sealed partial class Tokenizer
{
    private const string SentenceEnds = ".!?\n。！？…";
    private const string Marks = ",;:()[]{}/+-–—，；：（）、【】·•|~*=<>";
    private const int LongestQuote = 500;
    private const int LongestTag = 24;

    private readonly string text;
    private readonly List<Token> tokens;
    private int at;
    private int listed;

    private Tokenizer(string text)
    {
        this.text = text;
        tokens = new List<Token>((text.Length / 5) + 8);
    }

    /// <summary>The tokens of a text, always closed by an <see cref="TokenKind.End"/>.</summary>
    public static List<Token> Read(string text)
    {
        var tokenizer = new Tokenizer(text);
        while (tokenizer.at < text.Length)
        {
            tokenizer.Step();
        }

        tokenizer.tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
        return tokenizer.tokens;
    }

    /// <summary>Whether a character is a word by itself.</summary>
    public static bool IsHan(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private void Step()
    {
        var c = text[at];
        if (IsHan(c))
        {
            Add(TokenKind.Word, c.ToString(), at, at + 1);
        }
        else if (char.IsAsciiDigit(c) || (c is '.' && IsDigit(at + 1)) || (c is '-' or '−' && IsDigit(at + 1) && (at == 0 || text[at - 1] is ' ' or '(')))
        {
            ReadNumber();
        }
        else if (char.IsLetter(c))
        {
            ReadWord();
        }
        else if (c is '#')
        {
            ReadHash();
        }
        else if (c is '\'' or '’' && Clitic(at + 1) is var length and > 0)
        {
            Add(TokenKind.Word, "'" + text.Substring(at + 1, length).ToLowerInvariant(), at, at + 1 + length);
        }
        else if (c is '"' or '“' or '”' or '«' or '「' or '『' or '‘' || (c is '\'' && (at == 0 || text[at - 1] is ' ' or ':' or '(')))
        {
            ReadQuote(c);
        }
        else if (c is '[' && ReadTag())
        {
            // The tag is skipped.
        }
        else if (c is '&')
        {
            var entity = text.AsSpan(at).StartsWith("&amp;", StringComparison.OrdinalIgnoreCase);
            Add(TokenKind.Word, "&", at, at + (entity ? 5 : 1));
        }
        else if (c is '%' or '°' or '×' or '％')
        {
            Add(TokenKind.Word, c is '％' ? "%" : c.ToString(), at, at + 1);
        }
        else if (SentenceEnds.Contains(c, StringComparison.Ordinal))
        {
            Add(TokenKind.End, "", at, at + 1);
        }
        else if (c is '-' && at > 0 && char.IsLetter(text[at - 1]) && char.IsLetter(At(at + 1)))
        {
            // "touch-up" is read as "touch up".
            at++;
        }
        else if (Marks.Contains(c, StringComparison.Ordinal))
        {
            Add(TokenKind.Mark, Plain(c), at, at + 1);
        }
        else
        {
            at++;
        }
    }

    private void ReadNumber()
    {
        var start = at;
        at++;
        while (IsDigit(at) || (At(at) is '.' or ',' && IsDigit(at + 1) && (At(at) is '.' || ThreeDigits(at + 1))))
        {
            at++;
        }

        var digits = text[start..at].Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
        _ = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!double.IsFinite(number))
        {
            number = 0;
        }

        if (number == listed + 1 && At(at) is '.' or ')' && At(at + 1) is ' ' && (listed > 0 || tokens.Count == 0 || tokens[^1].Kind is TokenKind.End))
        {
            // "1. brighten 2. crop": a list, each entry a sentence.
            listed++;
            Add(TokenKind.End, "", start, at + 1);
            return;
        }

        tokens.Add(new Token(TokenKind.Number, digits, start, at, number));
    }

    /// <summary>The length of a loose <c>'s</c>, <c>'d</c>, <c>'ll</c> …; 0 when there is none.</summary>
    private int Clitic(int i)
    {
        var length = char.IsLetter(At(i)) ? char.IsLetter(At(i + 1)) ? 2 : 1 : 0;
        return length > 0 && !char.IsLetterOrDigit(At(i + length)) && text.Substring(i, length).ToLowerInvariant() is "s" or "d" or "m" or "ve" or "ll" or "re" ? length : 0;
    }

    private bool ThreeDigits(int i) => IsDigit(i) && IsDigit(i + 1) && IsDigit(i + 2) && !IsDigit(i + 3);

    private void ReadWord()
    {
        var start = at;
        while (at < text.Length && char.IsLetter(text[at]) && !IsHan(text[at]))
        {
            at++;
        }

        if (at + 2 < text.Length && text[at] is ':' && text[at + 1] is '/' && text[at + 2] is '/')
        {
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            return;
        }

        var word = text[start..at].ToLowerInvariant();
        if (word is "rgb" or "rgba" && At(at) is '(' && ReadRgb(start))
        {
            return;
        }

        var capital = char.IsUpper(text[start]);
        if (At(at) is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
        {
            ReadContraction(word, start, capital);
            return;
        }

        tokens.Add(new Token(TokenKind.Word, word, start, at, Capital: capital));
        if (At(at) is '\'' or '’' && word.EndsWith('s') && (at + 1 == text.Length || text[at + 1] is ' '))
        {
            Add(TokenKind.Word, "'s", at, at + 1);
        }
    }

    /// <summary>Parts <c>don't</c> into do + not and <c>dog's</c> into dog + 's.</summary>
    private void ReadContraction(string word, int start, bool capital)
    {
        var mark = at;
        at++;
        while (at < text.Length && char.IsLetter(text[at]) && !IsHan(text[at]))
        {
            at++;
        }

        var tail = text[(mark + 1)..at].ToLowerInvariant();
        if (tail == "t" && word.EndsWith('n'))
        {
            var stem = word switch { "can" => "can", "won" => "will", _ => word[..^1] };
            tokens.Add(new Token(TokenKind.Word, stem, start, mark, Capital: capital));
            tokens.Add(new Token(TokenKind.Word, "not", mark, at));
        }
        else
        {
            tokens.Add(new Token(TokenKind.Word, word, start, mark, Capital: capital));
            // After a noun 's is a possessive, after these words it is "is".
            var isVerb = tail == "s" && word is "it" or "that" or "there" or "he" or "she" or "this" or "everything" or "here" or "what";
            tokens.Add(new Token(TokenKind.Word, isVerb ? "is" : "'" + tail, mark, at));
        }
    }

    private void Add(TokenKind kind, string value, int start, int end)
    {
        tokens.Add(new Token(kind, value, start, end));
        at = end;
    }

    private char At(int i) => i < text.Length ? text[i] : '\0';

    private bool IsDigit(int i) => i < text.Length && char.IsAsciiDigit(text[i]);

    private static string Plain(char c) => c switch
    {
        '，' => ",",
        '；' => ";",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        '–' or '—' => "-",
        _ => c.ToString(),
    };
}
