using System.Globalization;

namespace Pentimento.Engine.Planning.Words;

/// <summary>Colours in numbers, quotations and tags.</summary>
internal sealed partial class Tokenizer
{
    private bool ReadRgb(int start)
    {
        Span<int> parts = stackalloc int[3];
        var (count, i) = (0, at + 1);
        while (count < 3 && i < text.Length && text[i] is not ')')
        {
            var value = 0;
            while (At(i) is ' ' or ',')
            {
                i++;
            }

            if (!IsDigit(i))
            {
                return false;
            }

            for (; IsDigit(i); i++)
            {
                value = Math.Min(255, (value * 10) + (text[i] - '0'));
            }

            parts[count++] = value;
        }

        if (count < 3)
        {
            return false;
        }

        while (i < text.Length && text[i] is not ')' && i - at < 30)
        {
            i++;
        }

        at = Math.Min(text.Length, i + 1);
        tokens.Add(new Token(TokenKind.Colour, $"#{parts[0]:x2}{parts[1]:x2}{parts[2]:x2}", start, at));
        return true;
    }

    private void ReadHash()
    {
        var end = at + 1;
        while (end < text.Length && end - at <= 8 && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        var digits = text[(at + 1)..end].ToLowerInvariant();
        var joined = end < text.Length && char.IsLetterOrDigit(text[end]);
        if (!joined && digits.Length is 6 or 8)
        {
            Add(TokenKind.Colour, "#" + digits[..6], at, end);
        }
        else if (!joined && digits.Length is 3)
        {
            Add(TokenKind.Colour, $"#{digits[0]}{digits[0]}{digits[1]}{digits[1]}{digits[2]}{digits[2]}", at, end);
        }
        else
        {
            at++;
        }
    }

    /// <summary>
    /// A quotation becomes one token. Whether its words are to be read all the same ("more "clear" and defined") is decided
    /// by the term reader, which knows the words before it.
    /// </summary>
    private void ReadQuote(char open)
    {
        var close = open switch { '“' or '”' => '”', '«' => '»', '「' => '」', '『' => '』', '‘' => '’', _ => open };
        var limit = Math.Min(text.Length, at + LongestQuote);
        for (var i = at + 1; i < limit; i++)
        {
            var c = text[i];
            if (c == close || (open is '“' && c is '"' or '“'))
            {
                if (c is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]))
                {
                    continue;
                }

                Add(TokenKind.Quoted, text[(at + 1)..i], at, i + 1);
                return;
            }
        }

        at++;
    }

    /// <summary>Skips a forum tag such as <c>[Specific]</c>.</summary>
    private bool ReadTag()
    {
        var limit = Math.Min(text.Length, at + LongestTag);
        var end = text.IndexOf(']', at, limit - at);
        if (end < 0)
        {
            return false;
        }

        Add(TokenKind.End, "", at, end + 1);
        return true;
    }
}
