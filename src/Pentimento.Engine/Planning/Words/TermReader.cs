namespace Pentimento.Engine.Planning.Words;

/// <summary>Turns tokens into terms: corrects spelling, joins words into the longest phrases the lexicon knows.</summary>
internal sealed class TermReader(Lexicon lexicon, Spelling? spelling)
{
    private static readonly HashSet<string> Writing = new(StringComparer.Ordinal)
    {
        "text", "caption", "word", "words", "title", "write", "say", "says", "saying", "type", "reads", "reading", "label", "letter",
        "letters", "quote", "message", "watermark", "add", "put", "replace", "change", "named", "called", "font", "headline", "slogan",
        "logo", "lettering", "spell", "read", "print", "stamp", "signature", "sign", "写", "字", "文", "印", "题", "加", "改", "换",
    };

    /// <summary>Longer sentences are cut, so that the work on a prompt grows with its length and not with its square.</summary>
    public const int LongestSentence = 200;

    /// <summary>The terms of a text, sentence by sentence.</summary>
    public List<List<Term>> Read(string text)
    {
        var tokens = Unquote(Tokenizer.Read(text));
        if (spelling is not null)
        {
            Correct(tokens);
        }

        var sentences = new List<List<Term>>();
        var sentence = new List<Term>();
        for (var i = 0; i < tokens.Count;)
        {
            if (tokens[i].Kind is TokenKind.End || sentence.Count >= LongestSentence)
            {
                if (sentence.Count > 0)
                {
                    sentences.Add(sentence);
                    sentence = [];
                }

                i += tokens[i].Kind is TokenKind.End ? 1 : 0;
                continue;
            }

            var (entry, length) = lexicon.Match(tokens, i);
            if (length > 1 && entry is { Colour: not null, Noun: null } && i > 0 && tokens[i - 1].Text is "the" or "his" or "her" or "my" or "their" or "this" or "/" or "make" or "turn" or "and"
                && lexicon.Match([tokens[i], new Token(TokenKind.End, "", 0, 0)], 0).Entry is { Colour: null } or null)
            {
                // "the sky blue": the thing and its colour, not a colour.
                (entry, length) = lexicon.Match([tokens[i], new Token(TokenKind.End, "", 0, 0)], 0);
            }

            sentence.Add(Make(tokens, i, Math.Max(1, length), entry));
            i += Math.Max(1, length);
        }

        return sentences;
    }

    private static Term Make(List<Token> tokens, int first, int count, Entry? entry)
    {
        var (token, last) = (tokens[first], tokens[first + count - 1]);
        var fresh = token.Capital && (first == 0 || !tokens[first - 1].Capital);
        var text = count == 1 ? token.Text : string.Join(' ', tokens.Skip(first).Take(count).Select(t => t.Text));
        return new Term
        {
            Kind = token.Kind,
            Text = text,
            Start = token.Start,
            End = last.End,
            FirstToken = first,
            LastToken = first + count,
            Number = token.Number,
            Fresh = fresh,
            Entry = entry ?? Term.Nothing,
        };
    }

    /// <summary>Opens the quotations that are no text to be written, so that their words are read as part of the request.</summary>
    private static List<Token> Unquote(List<Token> tokens)
    {
        if (!tokens.Exists(t => t.Kind is TokenKind.Quoted))
        {
            return tokens;
        }

        var result = new List<Token>(tokens.Count);
        foreach (var token in tokens)
        {
            if (token.Kind is not TokenKind.Quoted || WritingBefore(result))
            {
                result.Add(token);
                continue;
            }

            foreach (var inner in Tokenizer.Read(token.Text))
            {
                if (inner.Kind is not TokenKind.Quoted)
                {
                    result.Add(inner with { Start = inner.Start + token.Start + 1, End = inner.End + token.Start + 1 });
                }
            }

            if (result.Count > 0 && result[^1].Kind is TokenKind.End)
            {
                result.RemoveAt(result.Count - 1);
            }
        }

        return result;
    }

    private static bool WritingBefore(List<Token> tokens)
    {
        for (var (i, seen) = (tokens.Count - 1, 0); i >= 0 && seen < 12; i--, seen++)
        {
            if (tokens[i].Kind is TokenKind.End)
            {
                return false;
            }

            if (tokens[i].Kind is TokenKind.Quoted || Writing.Contains(tokens[i].Text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a word of the vocabulary and "background", "photo" or "picture" were written as one; null when they were not.</summary>
    private int? Joined(Token token)
    {
        const int Shortest = 4;
        if (lexicon.Words.Contains(token.Text) || token.End - token.Start != token.Text.Length)
        {
            return null;
        }

        foreach (var noun in (ReadOnlySpan<string>)["background", "picture", "photo", "image"])
        {
            var cut = token.Text.Length - noun.Length;
            if (cut >= Shortest && token.Text.EndsWith(noun, StringComparison.Ordinal) && lexicon.Words.Contains(token.Text[..cut]))
            {
                return cut;
            }
        }

        return null;
    }

    private void Correct(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.Word && Joined(tokens[i]) is { } cut)
            {
                // "blackbackground"
                var (token, middle) = (tokens[i], tokens[i].Start + cut);
                tokens[i] = token with { Text = token.Text[..cut], End = middle };
                tokens.Insert(i + 1, token with { Text = token.Text[cut..], Start = middle, Capital = false });
            }
            else if (tokens[i].Kind is TokenKind.Word && spelling!.Correct(tokens[i].Text) is { } better)
            {
                tokens[i] = tokens[i] with { Text = better };
            }
        }
    }
}
