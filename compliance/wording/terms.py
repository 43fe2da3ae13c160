"""Names of the codes that reasons carry as parameters, and of shipped profiles, templates and levels."""

from collections.abc import Mapping
from types import MappingProxyType

from compliance.text import Text
from compliance.weather import WEATHER
from compliance.work_types import WORK_TYPES
from compliance.zones import HAZARD_CLASSES

ISOLATION_LEVELS: Mapping[str, Text] = MappingProxyType(
    {
        "directive_15": Text("Chỉ thị 15", "Directive 15"),
        "directive_16": Text("Chỉ thị 16", "Directive 16"),
        "directive_16_plus": Text("Chỉ thị 16+ (địa phương)", "Directive 16+ (local)"),
        "directive_19": Text("Chỉ thị 19", "Directive 19"),
        "resolution_128_1": Text("Nghị quyết 128, cấp 1 (xanh)", "Resolution 128, level 1 (green)"),
        "resolution_128_2": Text("Nghị quyết 128, cấp 2 (vàng)", "Resolution 128, level 2 (yellow)"),
        "resolution_128_3": Text("Nghị quyết 128, cấp 3 (cam)", "Resolution 128, level 3 (orange)"),
        "resolution_128_4": Text("Nghị quyết 128, cấp 4 (đỏ)", "Resolution 128, level 4 (red)"),
    }
)

PPE_PROFILE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "medical_basic": Text("Phòng hộ y tế cơ bản", "Basic medical protection"),
        "medical_gown": Text("Phòng hộ y tế có áo choàng", "Medical protection with gown"),
        "medical_full_level3": Text("Phòng hộ y tế đầy đủ, cấp độ 3", "Full medical protection, level 3"),
        "animal_disease": Text("Phòng hộ vùng dịch động vật", "Animal disease protection"),
        "chemical_splash": Text("Chống bắn hóa chất", "Chemical splash protection"),
        "flood": Text("Làm việc vùng ngập", "Work in flooded places"),
    }
)

PPE_ITEM_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "coverall": Text("Bộ quần áo bảo hộ liền thân", "Coverall"),
        "gown": Text("Áo choàng y tế", "Medical gown"),
        "respirator_n95": Text("Khẩu trang N95", "N95 respirator"),
        "surgical_mask": Text("Khẩu trang y tế", "Surgical mask"),
        "goggles": Text("Kính bảo hộ", "Goggles"),
        "face_shield": Text("Tấm che mặt", "Face shield"),
        "medical_gloves": Text("Găng tay y tế (đôi)", "Medical gloves (pair)"),
        "boot_covers": Text("Bao giày (đôi)", "Boot covers (pair)"),
        "rubber_boots": Text("Ủng cao su (đôi)", "Rubber boots (pair)"),
        "chemical_suit": Text("Bộ quần áo chống hóa chất", "Chemical splash suit"),
        "chemical_gloves": Text("Găng tay chống hóa chất (đôi)", "Chemical gloves (pair)"),
        "filter_respirator": Text("Mặt nạ lọc độc", "Filter respirator"),
        "life_jacket": Text("Áo phao", "Life jacket"),
    }
)

TEMPLATE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "donning": Text("Mặc đồ bảo hộ", "Donning"),
        "doffing": Text("Cởi đồ bảo hộ", "Doffing"),
        "disinfection": Text("Khử khuẩn xe và dụng cụ", "Disinfection of vehicle and tools"),
        "tailboard": Text("Họp trước việc", "Tailboard briefing"),
        "dead_work": Text("Biện pháp an toàn khi cắt điện", "Dead-work order"),
    }
)

METHODS: Mapping[str, Text] = MappingProxyType(
    {"live_line": Text("hotline", "live-line"), "dead_line": Text("cắt điện", "dead-line")}
)

SUBJECTS: Mapping[str, Text] = MappingProxyType(
    {
        "ticket": Text("Phiếu yêu cầu", "Ticket"),
        "assignment": Text("Lệnh điều tổ đội", "Assignment"),
        "permit": Text("Giấy phép vào vùng", "Entry permit"),
        "push": Text("Tin gửi điện thoại", "Push"),
        "message": Text("Thư hoặc tin nhắn", "Message"),
        "zone_version": Text("Phiên bản vùng", "Zone version"),
        "incident": Text("Sự cố", "Incident"),
        "work_permit": Text("Phiếu hoặc lệnh công tác", "Electrical work permit or order"),
        "help_request": Text("Yêu cầu hỗ trợ", "Call for help"),
    }
)

STATES: Mapping[str, Text] = MappingProxyType(
    {
        "new": Text("mới", "new"),
        "deferred": Text("tạm hoãn", "deferred"),
        "in_progress": Text("đang xử lý", "in progress"),
        "cancelled": Text("đã hủy", "cancelled"),
        "proposed": Text("dự kiến", "proposed"),
        "assigned": Text("đã giao", "assigned"),
        "accepted": Text("đã nhận", "accepted"),
        "en_route": Text("đang đến", "en route"),
        "waiting_entry": Text("chờ vào vùng", "waiting for entry"),
        "inside": Text("trong vùng", "inside"),
        "working": Text("đang làm việc", "working"),
        "restored": Text("đã có điện", "restored"),
        "exiting": Text("đang ra khỏi vùng", "exiting"),
        "closed": Text("đã đóng", "closed"),
        "declined": Text("bị từ chối nhận", "declined"),
        "withdrawn": Text("đã rút", "withdrawn"),
        "aborted": Text("đã dừng giữa chừng", "aborted"),
        "draft": Text("bản nháp", "draft"),
        "requested": Text("đã gửi đề nghị", "requested"),
        "acknowledged": Text("đã tiếp nhận", "acknowledged"),
        "approved": Text("đã chấp thuận", "approved"),
        "denied": Text("bị từ chối", "denied"),
        "revoked": Text("bị thu hồi", "revoked"),
        "expired": Text("hết hạn", "expired"),
        "void": Text("mất hiệu lực", "void"),
        "queued": Text("chờ gửi", "queued"),
        "handed_over": Text("đã chuyển cho FCM", "handed over"),
        "delivered": Text("đã đến máy", "delivered"),
        "read": Text("đã đọc", "read"),
        "failed": Text("gửi lỗi", "failed"),
        "superseded": Text("không còn cần gửi", "superseded"),
        "published": Text("đã ban hành", "published"),
        "ended": Text("đã kết thúc", "ended"),
        "open": Text("đang xảy ra", "open"),
        "issued": Text("đã cấp", "issued"),
        "permitted": Text("được phép làm việc", "permitted"),
        "handed_back": Text("đã trả", "handed back"),
        "asked": Text("đã gọi", "asked"),
        "refused": Text("bị từ chối", "refused"),
        "done": Text("đã xong", "done"),
    }
)

CREW_ROLE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "direct_supervisor": Text("người chỉ huy trực tiếp", "direct supervisor"),
        "electrical_safety_supervisor": Text("người giám sát an toàn điện", "electrical safety supervisor"),
        "permit_issuer": Text("người cấp phiếu", "permit issuer"),
        "permitter": Text("người cho phép", "permitter"),
        "lookout": Text("người cảnh giới", "lookout"),
        "member": Text("nhân viên", "member"),
    }
)

DOCUMENTS: Mapping[str, Text] = MappingProxyType(
    {"permit": Text("phiếu công tác", "work permit"), "order": Text("lệnh công tác", "work order")}
)

SIGNATURES: Mapping[str, Text] = MappingProxyType(
    {
        "issuer": Text("người cấp phiếu, ra lệnh", "issuer"),
        **{role: CREW_ROLE_NAMES[role] for role in ("permitter", "direct_supervisor", "electrical_safety_supervisor")},
    }
)
"""Who signs an electrical work permit or order, in the order in which they do."""

CHECK_ITEM_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "tyres": Text("lốp, vành", "tyres and wheels"),
        "lights": Text("đèn, còi", "lights and horn"),
        "brakes": Text("phanh", "brakes"),
        "insulation_test": Text("hạn thử nghiệm cách điện", "date of the insulation test"),
        "ppe_box": Text("hộp bảo hộ", "box of protective equipment"),
        "disinfectant": Text("chất khử khuẩn", "disinfectant"),
        "first_aid": Text("túi sơ cứu", "first-aid kit"),
        "battery": Text("pin bộ đàm, điện thoại", "radio and phone battery"),
        "returned_clean": Text("xe chưa sạch", "vehicle not clean"),
        "returned_whole": Text("xe hư hỏng", "vehicle damaged"),
    }
)

TERMS: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "check_item": CHECK_ITEM_NAMES,
        "work_type": WORK_TYPES,
        "level": ISOLATION_LEVELS,
        "profile": PPE_PROFILE_NAMES,
        "article": PPE_ITEM_NAMES,
        "template": TEMPLATE_NAMES,
        "method": METHODS,
        "subject": SUBJECTS,
        "state": STATES,
        "source": STATES,
        "target": STATES,
        "zone_class": HAZARD_CLASSES,
        "other_class": HAZARD_CLASSES,
        "role": CREW_ROLE_NAMES,
        "other_role": CREW_ROLE_NAMES,
        "document": DOCUMENTS,
        "signature": SIGNATURES,
        "first": SIGNATURES,
        "weather": WEATHER,
    }
)
"""Parameter name > code > name."""
