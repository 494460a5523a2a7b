using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Api;

/// <summary>Whose request it is; set by <see cref="KeyFilter"/>.</summary>
/// <param name="Owner">What is kept for this key is kept under this name: 32 hexadecimal digits that the key makes and that do not give it away.</param>
/// <param name="Account">What its edits are counted on, with the limits that hold for it.</param>
internal sealed record Caller(ApiKey Key, string Owner, Account Account)
{
    /// <summary>The key's own text decides, not its id: a configured key's id is only its place in a list.</summary>
    /// <param name="defaults">Limits where the key has none.</param>
    public static Caller From(ApiKey key, string secret, AccountLimits defaults)
    {
        var owner = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"owner\n{secret}")))[..32];
        return new(key, owner, new(key.Id, owner, key.Limits.Or(defaults)));
    }

    /// <summary>The caller of a request that has passed the filter.</summary>
    public static Caller Of(HttpContext context) => context.Features.GetRequiredFeature<Caller>();
}
