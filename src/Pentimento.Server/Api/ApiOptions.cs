using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pentimento.Server.Api;

/// <summary>What a request may be. Section <c>Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Bytes of one body. Default 851 MB: sixteen images and a mask of 50 MB each, and the text.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBodyBytes { get; set; } = 851_000_000;

    /// <summary>Bytes that all requests together may hold at one time. Default 1 GiB; who comes after is told to come again.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBytesInFlight { get; set; } = 1L << 30;

    /// <summary>Bytes of one text field. Default 256 KiB: a prompt of the greatest length fits whatever its script.</summary>
    [Range(256, 100_000_000)]
    public int MaxFieldBytes { get; set; } = 256 * 1024;

    /// <summary>Parts of one multipart body, known and unknown. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxParts { get; set; } = 100;

    /// <summary>Characters (Unicode code points) of a prompt. Default 32 000, the contract's.</summary>
    [Range(1, 1_000_000)]
    public int MaxPromptCharacters { get; set; } = 32_000;

    /// <summary>Seconds between two signs of life in an event stream while nothing else is sent, 1 to 15. Default 10.</summary>
    [Range(1, 15)]
    public int KeepAliveSeconds { get; set; } = 10;

    /// <summary>Bytes a second that an upload must keep up on average; 0 lets it take its time. Default 1024.</summary>
    [Range(0, 1_000_000_000)]
    public int MinUploadBytesPerSecond { get; set; } = 1024;

    /// <summary>Seconds that an upload has before its rate counts. Default 10.</summary>
    [Range(2, 3600)]
    public int UploadGraceSeconds { get; set; } = 10;

    /// <summary>Seconds in which the headers of a request must have come. Default 30.</summary>
    [Range(1, 3600)]
    public int HeaderSeconds { get; set; } = 30;

    /// <summary>Headers of one request. Default 100.</summary>
    [Range(10, 10_000)]
    public int MaxHeaders { get; set; } = 100;

    /// <summary>Bytes of all headers of one request. Default 32 KiB.</summary>
    [Range(1024, 10_000_000)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Web origins whose pages may call the API from a browser: <c>https://app.example.org</c>, or <c>*</c> for all. Default none.</summary>
    public IList<string> CorsOrigins { get; set; } = [];

    /// <summary>
    /// Refuses what OpenAI refuses and a helpful server need not: unknown fields, and <c>image</c> repeated without brackets. Default off.
    /// </summary>
    public bool Strict { get; set; }
}

[OptionsValidator]
internal sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
