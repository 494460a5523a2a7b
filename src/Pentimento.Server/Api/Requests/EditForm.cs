namespace Pentimento.Server.Api.Requests;

/// <summary>What a request carried, sorted but not judged; owns the memory of its files.</summary>
internal sealed class EditForm : IDisposable
{
    private readonly List<PartBuffer> _buffers = [];

    /// <summary>What the images are called in the body.</summary>
    public string ImageField { get; init; } = EditFields.Image;

    /// <summary>The images in the order that counts: as sent, or by index where there is one.</summary>
    public List<FormFile> Images { get; } = [];

    public FormFile? Mask { get; set; }

    public FormFile? Markup { get; set; }

    /// <summary>Text fields of the contract that are not empty, by their names.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of fields that are not in the contract, as sent.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Keeps a part's memory until the form is disposed.</summary>
    public void Keep(PartBuffer buffer) => _buffers.Add(buffer);

    /// <summary>Keeps memory of a size.</summary>
    public Memory<byte> Keep(PartBuffer buffer, int size)
    {
        Keep(buffer);
        return buffer.Reserve(size);
    }

    public void Dispose() => _buffers.ForEach(static buffer => buffer.Dispose());
}

/// <param name="Field">The field's name exactly as it was sent.</param>
/// <param name="Bytes">Valid until the form is disposed.</param>
internal sealed record FormFile(string Field, ReadOnlyMemory<byte> Bytes);
