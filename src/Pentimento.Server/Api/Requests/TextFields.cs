using System.Globalization;

namespace Pentimento.Server.Api.Requests;

/// <summary>Reads text fields as what they must be; every refusal names the field and what it may be.</summary>
internal sealed class TextFields(IReadOnlyDictionary<string, string> texts)
{
    public bool Has(string name) => texts.ContainsKey(name);

    /// <summary>The field without the white space around it; null when it was not sent or is blank.</summary>
    public string? Text(string name) => texts.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>The field as one of its allowed words, in their spelling; null when it was not sent.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> allowed)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var word in allowed)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return word;
            }
        }

        throw Refusal.Invalid(name, text, $"Supported values are: {string.Join(", ", allowed!)}.");
    }

    public int? Integer(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Refusal.Invalid(name, text, $"It must be an integer from {min} to {max}.");
    }

    public bool Flag(string name) => Choice(name, "true", "false") == "true";
}
