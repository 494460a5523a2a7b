using Pentimento.Server.Editing;

namespace Pentimento.Server.Api.Requests;

/// <summary>What is wrong with a request, in the same words for every form of body.</summary>
internal static class Refusal
{
    private const int Quoted = 60;

    /// <summary>A field has a value that it may not have; a bounded piece of it is quoted.</summary>
    public static EditException Invalid(string name, string value, string allowed) =>
        new(EditFailure.InvalidValue, $"Invalid value for '{name}': '{(value.Length > Quoted ? value[..Quoted] + "…" : value)}'. {allowed}", name);

    public static EditException Missing(string name) => new(EditFailure.MissingParameter, $"Missing required parameter: '{name}'.", name);

    public static EditException Unknown(string name, string hint = "") => new(EditFailure.UnknownParameter, $"Unknown parameter: '{name}'.{hint}", name);

    public static EditException Duplicate(string name, string hint = "") =>
        new(EditFailure.DuplicateParameter, $"Duplicate parameter: '{name}'.{hint}", name);

    public static EditException TooManyImages(int limit, string name) => new(EditFailure.InvalidValue, $"Too many images: at most {limit} are read.", name);

    public static EditException FileTooLarge(int limit, string name) =>
        new(EditFailure.TooLarge, $"The file in '{name}' is larger than {limit} bytes, the most that is read.", name);

    public static EditException TextTooLong(int limit, string name) => new(EditFailure.InvalidValue, $"The field '{name}' is longer than {limit} bytes.", name);

    public static EditException NotUnicode(string name, Exception inner) => new(EditFailure.InvalidValue, $"The field '{name}' is not valid UTF-8.", name, inner);
}
